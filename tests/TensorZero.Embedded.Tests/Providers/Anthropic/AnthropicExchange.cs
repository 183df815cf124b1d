using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Anthropic;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Tests.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.Anthropic;

/// <summary>One exchange with the provider, over a handler that plays Anthropic.</summary>
internal static class AnthropicExchange
{
    public const string Key = "sk-ant-test-0123456789";
    public const string SmallReply =
        """{"type":"message","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""";

    public static ProviderCall Call() => new() { ModelName = "my-model", ProviderName = "my-provider" };

    public static AnthropicProviderOptions Options(
        string modelName = "claude-haiku-4-5",
        string apiBase = "https://api.anthropic.com/v1/",
        params JsonElement[] providerTools) =>
        new()
        {
            ModelName = modelName,
            ApiBase = new Uri(apiBase),
            Credential = Credential.Static(Key),
            ProviderTools = providerTools,
        };

    public static async Task<ProviderResponse> InferAsync(
        HttpMessageHandler handler,
        ModelRequest request,
        ProviderCall? call = null,
        AnthropicProviderOptions? options = null,
        ILogger? logger = null)
    {
        using var http = new ProviderHttp(handler, TimeProvider.System);
        var provider = new AnthropicProvider(options ?? Options(), http, logger ?? NullLogger.Instance);
        return await provider.InferAsync(request, call ?? Call(), CancellationToken.None);
    }

    /// <summary>The chunks of a stream, and the error that it ended with; null when it came to its end.</summary>
    public static async Task<(List<ProviderChunk> Chunks, Exception? Error)> StreamAsync(
        HttpMessageHandler handler, ModelRequest? request = null, ProviderCall? call = null)
    {
        var chunks = new List<ProviderChunk>();
        using var http = new ProviderHttp(handler, TimeProvider.System);
        var provider = new AnthropicProvider(Options(), http, NullLogger.Instance);
        try
        {
            await foreach (var chunk in provider.InferStreamingAsync(request ?? Ask(stream: true), call ?? Call(), CancellationToken.None))
            {
                chunks.Add(chunk);
            }

            return (chunks, null);
        }
        catch (Exception error)
        {
            return (chunks, error);
        }
    }

    /// <summary>The content as it goes out when it is sent back.</summary>
    public static async Task<JsonElement> SendBackAsync(IReadOnlyList<ContentBlock> content)
    {
        var call = Call();
        var request = new ModelRequest { Messages = [new InputMessage(Role.Assistant, content)] };
        await InferAsync(new VerbatimHttpHandler { Reply = SmallReply }, request, call);
        return JsonElement.Parse(call.RawRequest.Span).GetProperty("messages")[0].GetProperty("content");
    }

    public static ModelRequest Ask(bool stream = false) => new() { Messages = [InputMessage.User("Hi")], Stream = stream };

    public static ModelRequest AskForJson(JsonMode mode, bool stream = false) => new()
    {
        Messages = [InputMessage.User("Hi")],
        Stream = stream,
        FunctionType = FunctionType.Json,
        JsonMode = mode,
        OutputSchema = JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"}}}"""),
    };
}
