using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Providers.OpenAI;
using TensorZero.Embedded.SideBySide.Loopback;
using TensorZero.Embedded.SideBySide.Reference;

namespace TensorZero.Embedded.Benchmarks.Micro;

/// <summary>Fifty events from memory to pieces of text: the provider beside SseParser and source-generated System.Text.Json.</summary>
[MemoryDiagnoser]
public class StreamReading
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Replies.Streamed);

    private readonly ModelRequest _request = new() { Messages = [InputMessage.User("Hello")], Stream = true };
    private readonly OpenAIProvider _provider = new(
        new OpenAIProviderOptions { ModelName = "loopback-1", Credential = Credential.None },
        new ProviderHttp(new FixedReply(), TimeProvider.System),
        NullLogger.Instance);

    [Benchmark(Baseline = true)]
    public async Task<int> SseParserAndJson()
    {
        var pieces = 0;
        using var body = new MemoryStream(Body);
        await foreach (var item in SseParser.Create(body).EnumerateAsync())
        {
            if (item.Data != "[DONE]")
            {
                pieces += JsonSerializer.Deserialize(item.Data, ReferenceJson.Default.ChatReply)!.Choices.Length;
            }
        }

        return pieces;
    }

    [Benchmark]
    public async Task<int> Engine()
    {
        var pieces = 0;
        var call = new ProviderCall { ModelName = "assistant", ProviderName = "loopback" };
        await foreach (var chunk in _provider.InferStreamingAsync(_request, call, default))
        {
            pieces += chunk.Content.Count;
        }

        return pieces;
    }

    private sealed class FixedReply : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new StreamContent(new MemoryStream(Body));
            content.Headers.ContentType = new("text/event-stream");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }
}
