using System.ClientModel;
using System.Diagnostics;
using OpenAI;
using OpenAI.Chat;
using TensorZero.Embedded.SideBySide.InProcess;

namespace TensorZero.Embedded.SideBySide.Reference;

/// <summary>The provider's own .NET SDK, as its documentation uses it.</summary>
internal sealed class OpenAISdk(Uri apiBase) : ICaller
{
    private readonly ChatClient _client = new("loopback-1", new ApiKeyCredential("loopback"), new OpenAIClientOptions { Endpoint = apiBase });

    public async Task<string> AskAsync()
    {
        ChatCompletion reply = await _client.CompleteChatAsync(Messages(), Options());
        return reply.Content[0].Text;
    }

    public async Task<long> StreamAsync()
    {
        var first = 0L;
        await foreach (var update in _client.CompleteChatStreamingAsync(Messages(), Options()))
        {
            if (first == 0 && update.ContentUpdate is [{ Text.Length: > 0 }])
            {
                first = Stopwatch.GetTimestamp();
            }
        }

        return first;
    }

    private static OpenAI.Chat.ChatMessage[] Messages() =>
    [
        new SystemChatMessage(Question.System(Question.Shop)),
        new UserChatMessage(Question.User(Question.Customer, Question.Message)),
    ];

    private static ChatCompletionOptions Options() => new() { Temperature = (float)Question.Temperature, MaxOutputTokenCount = Question.MaxTokens };
}
