using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded;
using TensorZero.Embedded.Providers;

namespace Guides;

/// <summary>A provider type of the application's own.</summary>
internal static class CustomProvider
{
    public static async Task RunAsync()
    {
        var options = new TensorZeroOptions { SqlitePath = ":memory:" };

        // quote:add
        options.AddProviderType("shouting", settings =>
            new ShoutingProvider(settings.Settings.GetProperty("mark").GetString()!));
        options.Configuration = TensorZeroConfiguration.Create(configuration => configuration
            .Model("loud", model => model.Provider("mine", "shouting", provider => provider.Set("mark", "!"))));
        // end

        await using var engine = await TensorZeroEngine.CreateAsync(options);
        var request = InferenceRequest.ToModel("loud", "hello");
        var whole = await engine.Inference.InferAsync(request);
        Claim.That(whole.Text == "HELLO!");

        var streamed = new StringBuilder();
        await foreach (var chunk in engine.Inference.InferStreamingAsync(request))
        {
            streamed.Append(chunk.Text);
        }

        Claim.That(streamed.ToString() == "HELLO!");
        await engine.FlushAsync();
        var calls = await engine.History.GetModelInferencesAsync(whole.InferenceId);
        Claim.That(calls.Single() is { ProviderName: "mine", ProviderType: "shouting", RawRequest: "hello" });
    }
}

// quote:provider
/// <summary>Answers with what it was told, in capitals.</summary>
internal sealed class ShoutingProvider(string mark) : ModelProvider
{
    public override string Type => "shouting";

    public override ValueTask<ProviderResponse> InferAsync(
        ModelRequest request, ProviderCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ProviderResponse { Content = [Shout(request, call)], FinishReason = FinishReason.Stop });

    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = Shout(request, call);
        await Task.Yield();
        yield return new ProviderChunk { Content = [new TextChunk("0", text)], RawChunk = call.RawResponse };
        yield return new ProviderChunk { FinishReason = FinishReason.Stop, Usage = new Usage(1, 1) };
    }

    private string Shout(ModelRequest request, ProviderCall call)
    {
        var said = request.Messages[^1].Content.OfType<TextBlock>().First().Text;
        var text = said.ToUpperInvariant() + mark;

        // What is recorded as sent and received, also when the call fails afterwards.
        call.RawRequest = Encoding.UTF8.GetBytes(said);
        call.RawResponse = JsonSerializer.SerializeToUtf8Bytes(text);
        return text;
    }
}
// end
