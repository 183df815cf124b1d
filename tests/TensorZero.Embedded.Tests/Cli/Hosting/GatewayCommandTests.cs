using System.Net;
using System.Net.Sockets;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Cli.Hosting;

/// <summary>What ends the command before it serves.</summary>
public sealed class GatewayCommandTests
{
    private const string TwoFaults = """
        [functions.greet]
        type = "chat"

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "gooood"
        templates.user.path = "user.minijinja"
        """;

    [Test]
    public void A_wrong_configuration_ends_it_with_1_and_every_problem()
    {
        using var folder = new TemporaryFolder().With("tensorzero.toml", TwoFaults).With("user.minijinja", "{{ name");

        var (exitCode, output, error) = Run("--config-file", $"{folder.Path}/tensorzero.toml");

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        var lines = error.TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(3), error);
        Assert.That(lines[0], Is.EqualTo($"{folder.Path}/tensorzero.toml:6:9 functions.greet.variants.plain.model: no model \"gooood\""));
        Assert.That(lines[1], Does.StartWith($"{folder.Path}/tensorzero.toml:7:23 user.minijinja: 1:"));
        Assert.That(lines[2], Is.EqualTo("errors: 2, warnings: 0"));
    }

    [Test]
    public void Validating_alone_prints_the_hash_and_opens_no_database()
    {
        using var folder = new TemporaryFolder().With("t.toml", "[embedded]\nsqlite_path = \"no/such/folder/x.db\"\n[gateway]\nbind_address = \"0.0.0.0:1\"");

        var (exitCode, output, error) = Run("--config-file", $"{folder.Path}/t.toml", "--validate-and-exit");

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output.TrimEnd(), Does.Match("^[0-9a-f]{64}$"));
    }

    [TestCase("Give either --config-file or --default-config.")]
    [TestCase("Give either --config-file or --default-config.", "--default-config", "--config-file", "x.toml")]
    [TestCase("Argument 'xml' not recognized", "--default-config", "--log-format", "xml")]
    [TestCase("--shutdown-timeout: expected 0 to 3600 seconds.", "--default-config", "--shutdown-timeout", "-1")]
    [TestCase("--create-api-key is a flag of TensorZero's own gateway; here use `tensorzero keys create", "--default-config", "--create-api-key")]
    [TestCase("--disable-api-key is a flag of TensorZero's own gateway; here use `tensorzero keys disable", "--disable-api-key", "abc")]
    [TestCase("0.0.0.0:0 can be reached from other machines, and no key would be asked for.", "--default-config", "--bind-address", "0.0.0.0:0")]
    [TestCase("`nowhere` is no address", "--default-config", "--bind-address", "nowhere")]
    public void A_wrong_command_line_ends_it_with_1(string expected, params string[] arguments)
    {
        var (exitCode, _, error) = Run(arguments);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain(expected));
    }

    [Test]
    public void An_address_in_use_ends_it_with_2()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var folder = new TemporaryFolder().With("t.toml", "");
        File.AppendAllText($"{folder.Path}/t.toml", $"[embedded]\nsqlite_path = \"{folder.Path}/t.db\"");

        var (exitCode, _, error) = Run("--config-file", $"{folder.Path}/t.toml", "--bind-address", other.LocalEndpoint.ToString()!);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.StartWith("The gateway cannot listen: ").And.Contains("address already in use"));
    }

    [Test]
    public void A_database_that_cannot_be_opened_ends_it_with_2()
    {
        using var folder = new TemporaryFolder().With("t.toml", "").With("t.db", new string('x', 4096));
        File.AppendAllText($"{folder.Path}/t.toml", $"[embedded]\nsqlite_path = \"{folder.Path}/t.db\"");

        var (exitCode, _, error) = Run("--config-file", $"{folder.Path}/t.toml", "--bind-address", "127.0.0.1:0");

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.StartWith($"The database {folder.Path}/t.db is damaged"));
    }

    [Test]
    public void Traces_without_a_collector_end_it_with_1()
    {
        using var folder = new TemporaryFolder().With("t.toml", "[gateway.export.otlp.traces]\nenabled = true");

        var (exitCode, _, error) = Run("--config-file", $"{folder.Path}/t.toml", "--bind-address", "127.0.0.1:0");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("gateway.export.otlp.traces.enabled is true, but the variable OTEL_EXPORTER_OTLP_TRACES_ENDPOINT does not say where to"));
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments) => CommandLine.Run(["gateway", .. arguments]);
}
