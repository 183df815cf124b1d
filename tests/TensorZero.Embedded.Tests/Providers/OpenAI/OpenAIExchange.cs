using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Providers.OpenAI;

namespace TensorZero.Embedded.Tests.Providers.OpenAI;

/// <summary>One call of the provider over a transport that the test wrote.</summary>
internal static class OpenAIExchange
{
    public const string Key = "sk-test-0123456789";

    public static ProviderCall Call() => new() { ModelName = "my-model", ProviderName = "my-provider" };

    public static OpenAIProvider Provider(
        HttpMessageHandler handler,
        string modelName = "gpt-5-mini",
        ILogger? logger = null,
        string? apiBase = null,
        Dictionary<string, FilePartKind>? overrides = null) =>
        new(
            new OpenAIProviderOptions
            {
                ModelName = modelName,
                Credential = Credential.Static(Key),
                ApiBase = apiBase is null ? OpenAIProviderOptions.DefaultApiBase : new Uri(apiBase),
                ContentTypeOverrides = (overrides ?? []).ToFrozenDictionary(),
            },
            new ProviderHttp(handler, TimeProvider.System),
            logger ?? NullLogger.Instance);

    public static ModelRequest Ask(params InputMessage[] messages) => new() { Messages = messages };

    public static async Task<(List<ProviderChunk> Chunks, Exception? Error)> StreamAsync(HttpMessageHandler handler, ProviderCall? call = null)
    {
        var chunks = new List<ProviderChunk>();
        var request = new ModelRequest { Messages = [InputMessage.User("Hi")], Stream = true };
        try
        {
            await foreach (var chunk in Provider(handler).InferStreamingAsync(request, call ?? Call(), CancellationToken.None))
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
}
