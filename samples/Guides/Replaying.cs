using TensorZero.Embedded;

namespace Guides;

/// <summary>Running recorded inferences again.</summary>
internal static class Replaying
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/feedback.toml");
        for (var i = 0; i < 3; i++)
        {
            await engine.Inference.InferAsync(new InferenceRequest
            {
                FunctionName = "reply",
                VariantName = "plain",
                Input = new InferenceInput { Messages = [InputMessage.User($"Letter {i}")] },
            });
        }

        // quote:run
        await engine.FlushAsync();
        var request = new ReplayRequest
        {
            Query = new InferenceQuery { FunctionName = "reply", VariantName = "plain", Limit = 100 },
            VariantName = "polite",
            MaxConcurrency = 8,
        };
        ReplayOutcome? last = null;
        await foreach (var outcome in engine.Replay.RunAsync(request))
        {
            last = outcome;
            if (outcome.Error is { } error)
            {
                Console.WriteLine($"        {outcome.OriginalId}: {error}");
            }
        }
        // end

        // quote:compare
        var comparison = await engine.Replay.CompareAsync(last!.RunId);
        Console.WriteLine($"        {comparison.EqualOutputs} of {comparison.Pairs} say the same");
        Console.WriteLine($"        {comparison.Original.Usage.OutputTokens} and {comparison.Replay.Usage.OutputTokens} output tokens");
        // end

        Claim.That(comparison is { Pairs: 3, EqualOutputs: 3 });
        var pair = await engine.Replay.ListPairsAsync(last.RunId).FirstAsync();
        Claim.That(pair is { Original.VariantName: "plain", Replay.VariantName: "polite" });
    }
}
