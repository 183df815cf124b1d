using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Configuration;

public sealed class CanonicalFormTests
{
    private const string Toml = """
        [functions.greet]
        type = "chat"

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "dummy::good"
        templates.user.path = "user.minijinja"
        temperature = 1.0
        stop_sequences = ["\"", "\u0001"]
        """;

    [Test]
    public void The_same_configuration_in_other_files_with_other_formatting_has_the_same_hash()
    {
        using var one = new TemporaryFolder().With("a.toml", Toml).With("user.minijinja", "Hello\n{{ name }}");
        using var two = new TemporaryFolder()
            .With("x/1.toml", "functions.greet.type = 'chat' # the type")
            .With("x/y/2.toml", """
                [functions.greet.variants]
                plain = { temperature = 1e0, model = "dummy::good", type = "chat_completion", stop_sequences = [ '"', "\u0001" ], templates.user.path = "../../hello.txt" }
                """)
            .With("hello.txt", "Hello\n{{ name }}");

        Assert.That(Load(one, "a.toml").CanonicalText, Is.EqualTo(Load(two, "x/**/*.toml").CanonicalText));
        Assert.That(Load(one, "a.toml").Hash, Is.EqualTo(Load(two, "x/**/*.toml").Hash).And.Length.EqualTo(64));
    }

    [Test]
    public void Another_content_of_a_file_is_another_hash()
    {
        using var folder = new TemporaryFolder().With("a.toml", Toml).With("user.minijinja", "Hello");
        var before = Load(folder, "a.toml").Hash;
        folder.With("user.minijinja", "Hello!");

        Assert.That(Load(folder, "a.toml").Hash, Is.Not.EqualTo(before));
    }

    [Test]
    public void The_canonical_text_loads_again_without_the_files()
    {
        string text;
        using (var folder = new TemporaryFolder().With("a.toml", Toml).With("user.minijinja", "Hello\r\n\"\"\"{{ name }}\\"))
        {
            text = Load(folder, "a.toml").CanonicalText;
        }

        var again = ConfigurationLoading.Load(TensorZeroConfiguration.FromToml(text));

        Assert.That(again.CanonicalText, Is.EqualTo(text));
        var template = again.Root.Functions["greet"].Variants["plain"].Completion!.Templates["user"];
        Assert.That(template.Source.Text, Is.EqualTo("Hello\r\n\"\"\"{{ name }}\\"));
        Assert.That(template.Source.Name, Is.EqualTo("functions.greet.variants.plain.templates.user.path"));
    }

    [Test]
    public void What_templates_include_counts_and_loads_again_without_its_folder()
    {
        string text, hash;
        using (var folder = new TemporaryFolder()
            .With("a.toml", Toml + "\n[gateway.template_filesystem_access]\nbase_path = \"shared\"\n")
            .With("user.minijinja", "{% include 'tea/greeting' %}")
            .With("shared/tea/greeting", "Hello")
            .With("shared/unused", "never read"))
        {
            (text, hash) = (Load(folder, "a.toml").CanonicalText, Load(folder, "a.toml").Hash);
            Assert.That(text, Does.Contain("\"tea/greeting\" = \"Hello\"").And.Not.Contain("never read").And.Not.Contain("base_path"));
            folder.With("shared/tea/greeting", "Good morning");
            Assert.That(Load(folder, "a.toml").Hash, Is.Not.EqualTo(hash));
        }

        var again = ConfigurationLoading.Load(TensorZeroConfiguration.FromToml(text));

        Assert.That(again.Hash, Is.EqualTo(hash));
        Assert.That(again.Templates.Included["tea/greeting"], Is.EqualTo("Hello"));
    }

    [Test]
    public void Secrets_are_not_in_the_text_but_count_for_the_hash()
    {
        var (one, two) = (WithSecrets("first-secret"), WithSecrets("other-secret"));

        Assert.That(one.CanonicalText, Does.Not.Contain("secret").And.Contain("2024-01-01"));
        Assert.That(one.Hash, Is.Not.EqualTo(two.Hash));
        Assert.That(ConfigurationLoading.Load(TensorZeroConfiguration.FromToml(one.CanonicalText)).Hash, Is.EqualTo(one.Hash));
    }

    private static CheckedConfiguration WithSecrets(string value) => ConfigurationLoading.Load(TensorZeroConfiguration.FromToml($$"""
        gateway.export.otlp.traces.extra_headers = { Authorization = "{{value}}" }
        provider_types.together.sft = { hf_api_token = "{{value}}" }

        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "dummy"
        model_name = "good"
        extra_headers = [{ name = "X-Api-Key", value = "{{value}}" }, { name = "version", value = "2024-01-01" }]
        """));

    private static CheckedConfiguration Load(TemporaryFolder folder, string pattern) =>
        ConfigurationLoading.Load(TensorZeroConfiguration.FromFile(Path.Combine(folder.Path, pattern)));
}
