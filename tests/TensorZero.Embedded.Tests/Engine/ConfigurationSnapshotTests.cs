using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Engine;

public sealed class ConfigurationSnapshotTests
{
    private const string Toml = """
        [gateway]
        template_filesystem_access.base_path = "shared"

        [functions.greet]
        type = "chat"

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "dummy::good"
        templates.user.path = "user.minijinja"
        extra_headers = [{ name = "x-api-key", value = "hunter2" }]
        """;

    [Test]
    public async Task The_exported_configuration_loads_elsewhere_as_the_same()
    {
        string text, hash;
        using (var folder = Files())
        {
            await using var engine = Start(TensorZeroConfiguration.FromFile($"{folder.Path}/tensorzero.toml"));
            (text, hash) = (engine.ExportConfiguration(), engine.ConfigurationHash);
        }

        Assert.That(text, Does.Not.Contain("hunter2"));
        await using var again = Start(TensorZeroConfiguration.FromToml(text, baseDirectory: "/nowhere"));
        Assert.That(again.ConfigurationHash, Is.EqualTo(hash));
        Assert.That(again.ExportConfiguration(), Is.EqualTo(text));
    }

    [Test]
    public async Task Every_configuration_that_was_in_use_is_found_by_its_hash()
    {
        using var folder = Files();
        await using var engine = Start(TensorZeroConfiguration.FromFile($"{folder.Path}/tensorzero.toml"));
        var (first, text) = (engine.ConfigurationHash, engine.ExportConfiguration());
        folder.With("shared/tea", "Good morning");
        await engine.ReloadAsync();
        await engine.FlushAsync();

        Assert.That(await engine.History.GetConfigurationAsync(first), Is.EqualTo(text));
        Assert.That(await engine.History.GetConfigurationAsync(engine.ConfigurationHash), Does.Contain("Good morning"));
        Assert.That(await engine.History.GetConfigurationAsync("0000"), Is.Null);

        await engine.ReloadAsync(TensorZeroConfiguration.FromToml(text));
        Assert.That(engine.ConfigurationHash, Is.EqualTo(first));
    }

    [Test]
    public async Task Without_records_no_configuration_is_found()
    {
        await using var engine = Start(TensorZeroConfiguration.FromToml("gateway.observability.enabled = false"));

        Assert.That(
            async () => await engine.History.GetConfigurationAsync("0000"),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Disabled));
    }

    private static TemporaryFolder Files() => new TemporaryFolder()
        .With("tensorzero.toml", Toml)
        .With("user.minijinja", "{% include 'tea' %}")
        .With("shared/tea", "Hello");

    private static TensorZeroEngine Start(TensorZeroConfiguration configuration) =>
        TensorZeroEngine.Create(new TensorZeroOptions { Configuration = configuration, SqlitePath = ":memory:" });
}
