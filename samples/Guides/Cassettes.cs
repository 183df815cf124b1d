using TensorZero.Embedded;
using TensorZero.Embedded.Providers.Cassettes;

namespace Guides;

/// <summary>A provider's answers from a file, without the provider and without its key.</summary>
internal static class Cassettes
{
    public static async Task RunAsync()
    {
        // quote:test
        using var cassette = Cassette.Open("cassettes/haiku.cassette");
        await using var engine = await TensorZeroEngine.CreateAsync(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromFile("config/cassettes.toml"),
            SqlitePath = ":memory:",
            Cassette = cassette,
        });

        var answer = await engine.Inference.InferAsync(InferenceRequest.ToFunction("haiku", "ponds"));

        Claim.That(answer.Text.Split('\n').Length == 3);
        cassette.Verify();
        // end

        // A changed prompt is not answered with the old prompt's answer.
        await Claim.ThrowsAsync<InferenceFailedException>(
            () => engine.Inference.InferAsync(InferenceRequest.ToFunction("haiku", "rivers")));
        await Claim.ThrowsAsync<CassetteException>(() => Task.Run(cassette.Verify));
    }
}
