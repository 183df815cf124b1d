using System.Runtime.InteropServices;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>Turns a whole chat completion into blocks.</summary>
internal static class ChatCompletionReader
{
    /// <exception cref="ProviderException">The reply is an error object or no chat completion.</exception>
    public static ProviderResponse Read(ReadOnlyMemory<byte> reply, ProviderCall call)
    {
        var completion = new ChatCompletionEnvelope(reply);
        completion.Read(call);
        if (completion.Choices is null or 0)
        {
            throw call.Failed(ProviderFailure.MalformedReply, "answered without a choice");
        }

        return new ProviderResponse
        {
            Content = ToBlocks(completion.Message, call),
            Usage = completion.Usage ?? Usage.Unknown,
            FinishReason = completion.FinishReason,
        };
    }

    private static List<ContentBlock> ToBlocks(ChatMessageReader message, ProviderCall call)
    {
        var blocks = new List<ContentBlock>(1);
        if (message.Thought is { } thought)
        {
            blocks.Add(new ThoughtBlock(thought) { ProviderType = "openai" });
        }

        if (message.Text is { } text)
        {
            blocks.Add(new TextBlock(text));
        }

        foreach (var part in CollectionsMarshal.AsSpan(message.Parts))
        {
            blocks.Add(part is UnknownBlock unknown ? unknown with { ModelName = call.ModelName, ProviderName = call.ProviderName } : part);
        }

        foreach (var toolCall in CollectionsMarshal.AsSpan(message.ToolCalls))
        {
            blocks.Add(
                toolCall is { Id: { } id, Name: { } name }
                    ? new ToolCallBlock(id, name, toolCall.Arguments ?? "")
                    : throw call.Failed(ProviderFailure.MalformedReply, "answered with a tool call that has no id or no name"));
        }

        return blocks;
    }
}
