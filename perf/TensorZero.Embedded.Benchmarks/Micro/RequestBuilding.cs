using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Providers.OpenAI;
using TensorZero.Embedded.SideBySide.Reference;

namespace TensorZero.Embedded.Benchmarks.Micro;

/// <summary>A chat completion's body: the provider's writer beside source-generated System.Text.Json.</summary>
[MemoryDiagnoser]
public class RequestBuilding
{
    private const string System = "You answer customers of the tea shop Seven Cups.\nBe friendly and brief: two or three sentences, no lists.";
    private const string User = "Ada writes:\nMy order AB-1234 has not arrived yet, and I need the Sencha by the weekend. Can you find out where it is?";

    private readonly OpenAIProviderOptions _options = new() { ModelName = "loopback-1", Credential = Credential.None };
    private readonly ProviderCall _call = new() { ModelName = "assistant", ProviderName = "loopback" };
    private readonly ModelRequest _request = new()
    {
        System = System,
        Messages = [InputMessage.User(User)],
        Params = new ChatCompletionParams { Temperature = 0.3, MaxTokens = 300 },
    };

    [Benchmark(Baseline = true)]
    public byte[] SystemTextJson() => JsonSerializer.SerializeToUtf8Bytes(
        new ChatRequest("loopback-1", [new ChatMessage("system", System), new ChatMessage("user", User)], 0.3, 300, false),
        ReferenceJson.Default.ChatRequest);

    [Benchmark]
    public ReadOnlyMemory<byte> Engine() => JsonBody.Write(
        (_request, _options, _call),
        static (state, json) =>
            new ChatCompletionRequestWriter(state._request, state._options, state._call, NullLogger.Instance).Write(json));
}
