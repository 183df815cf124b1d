using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Tests.Configuration.Files;

/// <summary>Configurations of several files, and the files they name.</summary>
public sealed class ConfigurationFilesTests
{
    private const string Variant = "[functions.f.variants.a]\ntype = \"chat_completion\"\nmodel = \"dummy::good\"\n";

    [Test]
    public void Several_files_unite_and_their_paths_are_relative_to_each()
    {
        using var folder = new TemporaryFolder()
            .With("config/main.toml", "[functions.f]\ntype = \"chat\"\n")
            .With("config/team/variants.toml", Variant + "user_template = \"user.minijinja\"\n")
            .With("config/team/user.minijinja", "Hello {{ user_text }}");

        var function = Load(folder, "config/**/*.toml").Root.Functions["f"];

        var template = function.Variants["a"].Completion!.Templates["user"];
        Assert.That(template.Source.Text, Is.EqualTo("Hello {{ user_text }}"));
        Assert.That(template.Source.FullPath, Is.EqualTo(Path.Combine(folder.Path, "config/team/user.minijinja")));
        Assert.That(template.IsLegacy);
    }

    [Test]
    public void A_key_in_two_files_is_refused_with_both_places()
    {
        using var folder = new TemporaryFolder()
            .With("a.toml", "[gateway]\ndebug = true\n")
            .With("b.toml", "\n[gateway]\ndebug = true\n");

        Assert.That(
            Problems(folder, "*.toml"), Is.EqualTo(new[] { $"{folder.Path}/b.toml:3:1 gateway.debug: already given at {folder.Path}/a.toml:2:1" }));
    }

    [Test]
    public void A_value_and_a_table_do_not_unite()
    {
        using var folder = new TemporaryFolder()
            .With("a.toml", "[gateway]\ndebug = true\n")
            .With("b.toml", "[gateway.debug]\nx = 1\n");

        Assert.That(
            Problems(folder, "*.toml"),
            Is.EqualTo(new[] { $"{folder.Path}/b.toml:1:10 gateway.debug: a table here cannot be merged with a boolean at {folder.Path}/a.toml:2:1" }));
    }

    [Test]
    public void Faults_in_several_files_are_told_together()
    {
        using var folder = new TemporaryFolder().With("a.toml", "x").With("b.toml", "y");

        Assert.That(Problems(folder, "*.toml"), Has.Count.EqualTo(2));
    }

    [Test]
    public void A_pattern_without_files_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.That(
            Problems(folder, "*.toml"),
            Is.EqualTo(new[] { $"no file matches `{folder.Path}/*.toml` (is the path right, seen from the current folder?)" }));
    }

    [Test]
    public void An_empty_file_is_a_configuration()
    {
        using var folder = new TemporaryFolder().With("a.toml", "");

        Assert.That(Load(folder, "a.toml").Root.Functions.Keys, Is.EqualTo(new[] { "tensorzero::default" }));
    }

    [Test]
    public void A_file_that_is_not_utf8_is_refused_at_its_byte()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "a.toml"), [(byte)'#', (byte)'\n', (byte)'#', (byte)' ', 0xFF]);

        Assert.That(Problems(folder, "a.toml"), Is.EqualTo(new[] { $"{folder.Path}/a.toml:2:3: the file is not valid UTF-8" }));
    }

    [Test]
    public void A_template_that_is_not_utf8_is_refused()
    {
        using var folder = new TemporaryFolder().With("a.toml", "[functions.f]\ntype = \"chat\"\n" + Variant + "user_template = \"t\"\n");
        File.WriteAllBytes(Path.Combine(folder.Path, "t"), [0xFF]);

        Assert.That(
            Problems(folder, "a.toml"),
            Is.EqualTo(new[] { $"{folder.Path}/a.toml:6:17 functions.f.variants.a.user_template: the file `{folder.Path}/t` is not valid UTF-8" }));
    }

    [Test]
    public void A_link_back_to_its_own_folder_is_not_followed()
    {
        using var folder = new TemporaryFolder().With("config/a.toml", "[gateway]\ndebug = true\n");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "config/loop"), Path.Combine(folder.Path, "config"));

        Assert.That(Load(folder, "config/**/*.toml").Root.Gateway.Debug);
    }

    private static CheckedConfiguration Load(TemporaryFolder folder, string pattern) =>
        ConfigurationLoading.Load(TensorZeroConfiguration.FromFile(Path.Combine(folder.Path, pattern)));

    private static List<string> Problems(TemporaryFolder folder, string pattern) =>
        [.. Assert.Throws<ConfigurationException>(() => Load(folder, pattern))!.Problems.Select(problem => problem.ToString())];
}
