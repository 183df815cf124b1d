using System.Text.Json;
using TensorZero.Embedded.Tests.Configuration;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Cli;

public sealed class ValidateCommandTests
{
    private const string Good = """
        [functions.greet]
        type = "chat"

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "dummy::good"
        templates.user.path = "user.minijinja"
        """;

    private const string WithKey = """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "openai"
        model_name = "gpt"
        api_key_location = "env::NO_SUCH_VARIABLE_ANYWHERE"
        """;

    [TestCaseSource(typeof(RealConfigurations), nameof(RealConfigurations.Patterns))]
    public void A_real_configuration_is_valid_without_credentials(string example)
    {
        var (exitCode, output, error) = Validate(RealConfigurations.Find(example), "--ignore-credentials");

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output.TrimEnd(), Does.Match("^[0-9a-f]{64}$"));
    }

    [Test]
    public void The_end_to_end_configuration_lacks_nothing_but_the_code_that_the_suite_leaves_out()
    {
        var pattern = Path.Combine(TestSuites.Require(RealConfigurations.EndToEnd), "tensorzero.*.toml");

        var (exitCode, _, error) = Validate(pattern, "--ignore-credentials");

        Assert.That(exitCode, Is.EqualTo(1));
        var errors = error.Split('\n').Where(line => line.Contains(".toml:", StringComparison.Ordinal) && !line.Contains("warning:", StringComparison.Ordinal)).ToList();
        Assert.That(errors, Has.Count.EqualTo(5).And.All.EndsWith(".ts`"));
    }

    [Test]
    public void A_valid_configuration_prints_its_hash_alone()
    {
        using var folder = new TemporaryFolder().With("tensorzero.toml", Good).With("user.minijinja", "Hello {{ name }}");

        var (exitCode, output, error) = Validate($"{folder.Path}/*.toml");

        Assert.That(exitCode, Is.Zero);
        Assert.That(error, Is.Empty);
        Assert.That(output.TrimEnd(), Is.EqualTo(ConfigurationLoading.Load(TensorZeroConfiguration.FromFile($"{folder.Path}/*.toml")).Hash));
    }

    [Test]
    public void Faults_of_keys_templates_and_schemas_are_told_together()
    {
        using var folder = new TemporaryFolder()
            .With("tensorzero.toml", Good.Replace("dummy::good", "gooood", StringComparison.Ordinal).Replace(
                "\"chat\"", "\"chat\"\nschemas.user.path = \"user.json\"", StringComparison.Ordinal))
            .With("user.minijinja", "Hello\n{{ name")
            .With("user.json", """{"type": "strong"}""");

        var (exitCode, output, error) = Validate($"{folder.Path}/tensorzero.toml");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        var lines = error.TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(4), error);
        Assert.That(lines[0], Does.StartWith($"{folder.Path}/tensorzero.toml:3:21 functions.greet.schemas.user: `user.json` is no JSON Schema"));
        Assert.That(lines[1], Is.EqualTo($"{folder.Path}/tensorzero.toml:7:9 functions.greet.variants.plain.model: no model \"gooood\""));
        Assert.That(lines[2], Does.StartWith($"{folder.Path}/tensorzero.toml:8:23 user.minijinja: 2:"));
        Assert.That(lines[3], Is.EqualTo("errors: 3, warnings: 0"));
    }

    [Test]
    public void What_this_version_cannot_serve_is_a_warning()
    {
        using var folder = new TemporaryFolder().With("tensorzero.toml", """
            [gateway.cache]
            backend = "valkey"

            [models.m]
            routing = ["a"]

            [models.m.providers.a]
            type = "hyperbolic"
            model_name = "gpt"
            """);

        var (exitCode, output, error) = Validate($"{folder.Path}/tensorzero.toml");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Has.Length.EqualTo(64 + Environment.NewLine.Length));
        Assert.That(error, Does.Contain("tensorzero.toml:2:11 warning: gateway.cache.backend: a cache in Valkey is not served by this version"));
        Assert.That(error, Does.Contain("tensorzero.toml:8:8 warning: models.m.providers.a.type: the provider type \"hyperbolic\" is not served"));
    }

    [Test]
    public void A_missing_credential_is_an_error_unless_credentials_are_ignored()
    {
        using var folder = new TemporaryFolder().With("tensorzero.toml", WithKey);

        var (exitCode, _, error) = Validate($"{folder.Path}/tensorzero.toml");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith(
            $"{folder.Path}/tensorzero.toml:7:20 models.m.providers.a.api_key_location: Environment variable `NO_SUCH_VARIABLE_ANYWHERE` is missing"));
        Assert.That(Validate($"{folder.Path}/tensorzero.toml", "--ignore-credentials").ExitCode, Is.Zero);
    }

    [Test]
    public void A_provider_type_of_the_application_can_be_named()
    {
        using var folder = new TemporaryFolder()
            .With("tensorzero.toml", WithKey.Replace("\"openai\"", "\"acme\"", StringComparison.Ordinal));

        Assert.That(Validate($"{folder.Path}/tensorzero.toml").Error, Does.Contain("no provider type \"acme\""));
        Assert.That(Validate($"{folder.Path}/tensorzero.toml", "--provider-type", "acme").ExitCode, Is.Zero);
    }

    [Test]
    public void Json_is_one_object_with_every_problem()
    {
        using var folder = new TemporaryFolder().With("tensorzero.toml", "[gateway]\ndebugg = true\n[functionz]\n");

        var (exitCode, output, error) = Validate($"{folder.Path}/tensorzero.toml", "--format", "json");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Is.Empty);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.That(root.GetProperty("valid").GetBoolean(), Is.False);
        Assert.That(root.GetProperty("hash").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(root.GetProperty("problems").EnumerateArray().Select(problem => problem.GetRawText().ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            $$"""{"severity": "error","file": "{{folder.Path}}/tensorzero.toml","line": 2,"column": 1,"path": "gateway.debugg","message": "unknown key","hint": "did you mean \"debug\"?"}""",
            $$"""{"severity": "error","file": "{{folder.Path}}/tensorzero.toml","line": 3,"column": 2,"path": "functionz","message": "unknown key","hint": "did you mean \"functions\"?"}""",
        }));
    }

    [TestCase("--format", "xml")]
    [TestCase("--unknown")]
    public void A_wrong_command_line_is_refused(params string[] arguments)
    {
        var (exitCode, output, error) = Validate(["x.toml", .. arguments]);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output + error, Does.Contain(arguments[^1]));
    }

    [Test]
    public void The_files_must_be_named() => Assert.That(CommandLine.Run("validate").Error, Does.Contain("--config-file"));

    private static (int ExitCode, string Output, string Error) Validate(params string[] arguments) =>
        CommandLine.Run(["validate", "--config-file", .. arguments]);
}
