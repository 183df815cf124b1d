using TensorZero.Embedded.Tests.Configuration.Files;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>A new configuration is taken as a whole or not at all, and requests under way end on the one they began with.</summary>
internal sealed class ReloadTests
{
    [Test]
    public async Task Requests_under_way_end_on_the_configuration_they_began_with([Values] bool streamed)
    {
        var provider = new ScriptedProvider();
        await using var world = EngineWorld.Start(Toml("old"), options => options.AddProviderType("scripted", _ => provider));
        var oldHash = world.Engine.ConfigurationHash;
        var asking = world.Client.AskAsync(streamed, InferenceRequest.ToFunction("f", "Hi"));
        var call = await provider.NextCallAsync();

        await world.Engine.ReloadAsync(TensorZeroConfiguration.FromToml(Toml("new")));
        var newHash = world.Engine.ConfigurationHash;
        var second = world.Client.AskAsync(streamed, InferenceRequest.ToFunction("f", "Hi"));
        Finish(await provider.NextCallAsync());
        Finish(call);

        Assert.That(newHash, Is.Not.EqualTo(oldHash));
        Assert.That(((await asking).VariantName, (await second).VariantName), Is.EqualTo(("old", "new")));
        Assert.That(
            await world.RowsAsync("SELECT variant_name, snapshot_hash FROM chat_inference ORDER BY id"),
            Is.EqualTo([$"old|{oldHash}", $"new|{newHash}"]));
        Assert.That(await world.RowsAsync("SELECT hash FROM config_snapshot ORDER BY rowid"), Is.EqualTo([oldHash, newHash]));
    }

    [Test]
    public async Task A_wrong_configuration_leaves_the_old_one_in_place()
    {
        var provider = new CannedProvider("Hello");
        await using var world = provider.Start("[functions.f]\ntype = \"chat\"\nvariants.old = { type = \"chat_completion\", model = \"m\" }");
        var hash = world.Engine.ConfigurationHash;

        foreach (var wrong in new[] { "[functions", "[functions.f]\ntype = \"chat\"\nvariants.new = { type = \"chat_completion\", model = \"nobody\" }" })
        {
            Assert.ThrowsAsync<ConfigurationException>(() => world.Engine.ReloadAsync(TensorZeroConfiguration.FromToml(wrong)));
            Assert.That(world.Engine.ConfigurationHash, Is.EqualTo(hash));
            Assert.That((await world.Client.InferAsync(InferenceRequest.ToFunction("f", "Hi"))).VariantName, Is.EqualTo("old"));
        }

        // And it is still the one that is read again.
        await world.Engine.ReloadAsync();
        Assert.That(world.Engine.ConfigurationHash, Is.EqualTo(hash));
    }

    [Test]
    public async Task Reloading_reads_the_files_again()
    {
        using var folder = new TemporaryFolder().With("tensorzero.toml", File("echo"));
        await using var engine = TensorZeroEngine.Create(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromFile(Path.Combine(folder.Path, "tensorzero.toml")),
            SqlitePath = ":memory:",
        });
        Assert.That((await engine.Inference.InferAsync(InferenceRequest.ToFunction("f", "Hi"))).Text, Is.EqualTo("Hi"));

        folder.With("tensorzero.toml", File("json"));
        Assert.That((await engine.Inference.InferAsync(InferenceRequest.ToFunction("f", "Hi"))).Text, Is.EqualTo("Hi"));
        await engine.ReloadAsync();
        Assert.That((await engine.Inference.InferAsync(InferenceRequest.ToFunction("f", "Hi"))).Text, Is.EqualTo("""{"answer":"Hello"}"""));

        folder.With("tensorzero.toml", "broken");
        Assert.ThrowsAsync<ConfigurationException>(() => engine.ReloadAsync());
        Assert.That((await engine.Inference.InferAsync(InferenceRequest.ToFunction("f", "Hi"))).Text, Is.EqualTo("""{"answer":"Hello"}"""));

        static string File(string model) =>
            $"[functions.f]\ntype = \"chat\"\nvariants.v = {{ type = \"chat_completion\", model = \"dummy::{model}\" }}";
    }

    [Test]
    public async Task Many_requests_and_reloads_at_once_each_see_one_whole_configuration()
    {
        await using var world = EngineWorld.Start(Pair("a"));
        var hashes = new Dictionary<string, string> { ["a"] = world.Engine.ConfigurationHash };
        await world.Engine.ReloadAsync(TensorZeroConfiguration.FromToml(Pair("b")));
        hashes["b"] = world.Engine.ConfigurationHash;
        await Parallel.ForAsync(0, 400, async (number, token) =>
        {
            if (number % 20 == 0)
            {
                await world.Engine.ReloadAsync(TensorZeroConfiguration.FromToml(Pair(number % 40 == 0 ? "a" : "b")), token);
                return;
            }

            await world.Client.InferAsync(InferenceRequest.ToFunction(number % 2 == 0 ? "f" : "g", "Hi"), token);
        });

        var pairs = await world.RowsAsync("SELECT DISTINCT variant_name, snapshot_hash FROM chat_inference");
        Assert.That(pairs, Is.SubsetOf(new[] { $"a|{hashes["a"]}", $"b|{hashes["b"]}" }));

        static string Pair(string variant) => string.Concat(new[] { "f", "g" }.Select(function =>
            $"[functions.{function}]\ntype = \"chat\"\nvariants.{variant} = {{ type = \"chat_completion\", model = \"dummy::echo\" }}\n"));
    }

    private static void Finish(ScriptedCall call)
    {
        call.Say("Hello");
        call.End();
        call.Answer("Hello");
    }

    private static string Toml(string variant) =>
        $$"""
        {{ScriptedProvider.Configuration}}
        [functions.f]
        type = "chat"
        variants.{{variant}} = { type = "chat_completion", model = "scripted" }
        """;
}
