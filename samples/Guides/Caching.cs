using TensorZero.Embedded;

namespace Guides;

/// <summary>Answers that are there already.</summary>
internal static class Caching
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/caching.toml");

        // quote:ask
        var request = new InferenceRequest
        {
            FunctionName = "haiku",
            Input = new InferenceInput { Messages = [InputMessage.User("A haiku about ponds, please.")] },
            Tags = new Dictionary<string, string> { ["tenant"] = "contoso" },
            Cache = CacheOptions.On with { MaxAge = TimeSpan.FromDays(1) },
        };
        var answer = await engine.Inference.InferAsync(request);
        // end

        await engine.FlushAsync();
        var again = await engine.Inference.InferAsync(request);
        await engine.FlushAsync();
        Claim.That(again.Text == answer.Text && again.Usage == Usage.Zero && answer.Usage.InputTokens > 0);
        var call = (await engine.History.GetModelInferencesAsync(again.InferenceId)).Single();
        Claim.That(call is { Cached: true, Usage: { InputTokens: > 0, Cost: 0m } });

        // Another tenant's answer is another one.
        var other = await engine.Inference.InferAsync(new InferenceRequest
        {
            FunctionName = request.FunctionName,
            Input = request.Input,
            Tags = new Dictionary<string, string> { ["tenant"] = "fabrikam" },
            Cache = request.Cache,
        });
        Claim.That(other.Usage.InputTokens > 0);

        // quote:share
        var shared = new InferenceRequest
        {
            FunctionName = "haiku",
            Input = new InferenceInput { Messages = [InputMessage.User("A haiku about rain, please.")] },
            Cache = CacheOptions.On with { ShareCalls = true },
        };
        var both = await Task.WhenAll(engine.Inference.InferAsync(shared), engine.Inference.InferAsync(shared));
        // end

        Claim.That(both[0].Text == both[1].Text);
    }
}
