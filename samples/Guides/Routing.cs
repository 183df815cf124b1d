using System.Text;
using TensorZero.Embedded;
using TensorZero.Embedded.Providers;

namespace Guides;

/// <summary>The order of fallbacks and retries.</summary>
internal static class Routing
{
    public static async Task RunAsync()
    {
        await WholeAsync();
        await StreamedAsync();
        await CoolDownAsync();
    }

    private static async Task WholeAsync()
    {
        var asked = new List<string>();
        await using var engine = await StartAsync(asked, () => Overloaded());

        var response = await engine.Inference.InferAsync(InferenceRequest.ToFunction("write", "Hello"));
        Claim.That(asked.SequenceEqual(["first", "second", "first", "second"]));
        Claim.That(response is { VariantName: "cheap", Text: "Hello" });

        // quote:failed
        var pinned = new InferenceRequest { FunctionName = "write", VariantName = "careful" };
        try
        {
            await engine.Inference.InferAsync(pinned);
        }
        catch (InferenceFailedException error)
        {
            foreach (var attempt in error.Attempts)
            {
                Console.WriteLine($"        {attempt.ModelName}/{attempt.ProviderName}: {attempt.Failure} {attempt.StatusCode}");
            }
        }
        // end

        var failed = await Claim.ThrowsAsync<InferenceFailedException>(() => engine.Inference.InferAsync(pinned));
        Claim.That(failed.Attempts.Count == 4 && !failed.IsTimeout);
        await engine.FlushAsync();
        Claim.That((await engine.History.GetFailedCallsAsync(response.InferenceId)).Count == 4);
        Claim.That((await engine.History.GetFailedCallsAsync(failed.InferenceId)).Count == 4);
    }

    private static async Task StreamedAsync()
    {
        var asked = new List<string>();
        await using var engine = await StartAsync(asked, () => asked[^1] == "first" ? Overloaded() : null);
        var text = new StringBuilder();
        await foreach (var chunk in engine.Inference.InferStreamingAsync(InferenceRequest.ToFunction("write", "Hello")))
        {
            text.Append(chunk.Text);
        }

        Claim.That(asked.SequenceEqual(["first", "second"]) && text.ToString() == "second");
    }

    private static async Task CoolDownAsync()
    {
        var asked = new List<string>();
        await using var engine = await StartAsync(asked, () => Overloaded());
        for (var i = 0; i < 3; i++)
        {
            await engine.Inference.InferAsync(InferenceRequest.ToModel("resting", "Hello"));
        }

        Claim.That(asked.Count == 1);
    }

    private static ProviderException Overloaded() =>
        new(ProviderFailure.ErrorReply, "the provider is overloaded") { StatusCode = 503 };

    private static Task<TensorZeroEngine> StartAsync(List<string> asked, Func<ProviderException?> fails) =>
        Scene.StartAsync("config/routing.toml", options => options.AddProviderType(
            "scripted", settings => new ScriptedProvider(settings.Settings.GetProperty("name").GetString()!, asked, fails)));
}
