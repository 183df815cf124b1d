using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>What an environment made for TensorZero says is served, refused, or warned about: never passed over in silence.</summary>
internal sealed class ServedVariablesTests
{
    private const string Secret = "chehttp://chuser:chpassword@database:8123/tensorzero";

    private const string PostgresRefusal =
        "the environment variable TENSORZERO_POSTGRES_URL is set, but this application does not use PostgreSQL (reference the package "
        + "TensorZero.Embedded.Postgres and call `options.UsePostgres()`, say where to record with TENSORZERO_SQLITE_PATH or "
        + "`embedded.sqlite_path`, or unset the variable)";

    private static IEnumerable<string> WithoutEffect => ServedVariables.WithoutEffect;

    [Test]
    public void PostgreSQL_without_its_package_stops_the_start_when_nothing_else_was_chosen()
    {
        var refused = Refused(Options("", ("TENSORZERO_POSTGRES_URL", Secret)));

        Assert.That(refused.Problems.Select(problem => $"{problem}"), Is.EqualTo([PostgresRefusal]));
        Assert.That(refused.ToString(), Does.Not.Contain("chpassword"));
    }

    [Test]
    public void It_is_told_together_with_what_is_wrong_in_the_file()
    {
        var refused = Refused(Options(
            "[gateway.cache]\nbackend = \"valkey\"", ("TENSORZERO_POSTGRES_URL", Secret), ("TENSORZERO_VALKEY_URL", Secret)));

        Assert.That(refused.Problems.Select(problem => $"{problem}"), Is.EqualTo(
        [
            "tensorzero.toml:2:11 gateway.cache.backend: a cache in Valkey is not served by this version; remove the setting to start without it",
            PostgresRefusal,
            "warning: the environment variable TENSORZERO_VALKEY_URL has no effect in this version",
        ]));
    }

    [TestCase("clickhouse", "TENSORZERO_CLICKHOUSE_URL")]
    [TestCase("postgres", "TENSORZERO_POSTGRES_URL")]
    public void A_backend_without_an_address_stops_the_start(string backend, string variable)
    {
        var refused = Refused(Options($"[gateway.observability]\nbackend = \"{backend}\""));

        Assert.That(refused.Problems.Select(problem => $"{problem}"), Is.EqualTo(
            [$"gateway.observability.backend: needs the environment variable {variable}, which is not set"]));
    }

    [TestCase("", ":memory:", null)]
    [TestCase("", null, ":memory:")]
    [TestCase("[embedded]\nsqlite_path = \":memory:\"", null, null)]
    public void Where_a_file_was_chosen_a_warning_says_that_servers_are_not_used(string toml, string? option, string? variable)
    {
        string[] servers = ["TENSORZERO_CLICKHOUSE_URL", "TENSORZERO_POSTGRES_URL"];
        var options = Options(toml, [("TENSORZERO_SQLITE_PATH", variable), .. servers.Select(name => (name, (string?)Secret))]);
        options.SqlitePath = option;

        Assert.That(Warnings(options), Is.EqualTo(servers.Select(
            name => $"warning: the environment variable {name} is not used for records: a SQLite file is chosen")));
    }

    [Test]
    public void Two_databases_in_the_options_stop_the_start()
    {
        var options = Options("");
        (options.SqlitePath, options.ClickHouseUrl) = (":memory:", Secret);

        Assert.That(
            Refused(options).Problems.Select(problem => $"{problem}"),
            Is.EqualTo(["the options name two databases, SqlitePath and ClickHouseUrl: keep one"]));
    }

    [Test]
    public void A_wrong_address_is_told_without_its_password()
    {
        Assert.That(
            () => TensorZeroEngine.Create(Options("", ("TENSORZERO_CLICKHOUSE_URL", Secret))),
            Throws.TypeOf<ObservabilityStoreException>().With.Message.Not.Contains("chpassword"));
    }

    [Test]
    public void A_cluster_stops_the_start_where_records_would_go_to_it()
    {
        var refused = Refused(Options("", ("TENSORZERO_CLICKHOUSE_URL", "http://localhost:1/x"), ("TENSORZERO_CLICKHOUSE_CLUSTER_NAME", "main")));

        Assert.That(refused.Problems.Select(problem => $"{problem}"), Is.EqualTo(
        [
            "the environment variable TENSORZERO_CLICKHOUSE_CLUSTER_NAME is set, but clusters of ClickHouse servers are not served (tables would be "
            + "made, and rows be written, on one server of the cluster alone; use a single server or ClickHouse Cloud, and unset the variable)",
        ]));
        Assert.That(
            Warnings(Options("[embedded]\nsqlite_path = \":memory:\"", ("TENSORZERO_CLICKHOUSE_CLUSTER_NAME", "main"))), Is.Empty, "there is none");
    }

    [TestCaseSource(nameof(WithoutEffect))]
    public void A_variable_without_effect_is_warned_about(string variable)
    {
        var options = Options("[embedded]\nsqlite_path = \":memory:\"", (variable, Secret));

        Assert.That(Warnings(options), Is.EqualTo([$"warning: the environment variable {variable} has no effect in this version"]));
    }

    [TestCase("TENSORZERO_CLICKHOUSE_URL", "")]
    [TestCase("TENSORZERO_POSTGRES_URL", " ")]
    [TestCase("TENSORZERO_VALKEY_URL", "")]
    [TestCase("TENSORZERO_DISABLE_PSEUDONYMOUS_USAGE_ANALYTICS", "1")]
    [TestCase("TENSORZERO_HOWDY_URL", Secret)]
    public void What_is_empty_or_not_needed_is_no_matter(string variable, string value)
    {
        using var folder = new TemporaryFolder();

        var options = Options("", (variable, value));
        options.ContentRoot = folder.Path;

        Assert.That(Warnings(options), Is.Empty);
        Assert.That(File.Exists(Path.Combine(folder.Path, "tensorzero.db")), Is.True);
    }

    private static IReadOnlyList<string> Warnings(TensorZeroOptions options)
    {
        using var log = new LogLines();
        options.LoggerFactory = log;
        TensorZeroEngine.Create(options).Dispose();
        return log.At(LogLevel.Warning);
    }

    private static ConfigurationException Refused(TensorZeroOptions options) =>
        Assert.Throws<ConfigurationException>(() => TensorZeroEngine.Create(options).Dispose())!;

    private static TensorZeroOptions Options(string toml, params (string Name, string? Value)[] environment) => new()
    {
        Configuration = TensorZeroConfiguration.FromToml(toml),
        EnvironmentVariable = environment.ToDictionary(variable => variable.Name, variable => variable.Value).GetValueOrDefault,
    };
}
