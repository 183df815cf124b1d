using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>What an environment made for TensorZero says is served, refused, or warned about: never passed over in silence.</summary>
internal sealed class ServedVariablesTests
{
    private const string Secret = "chehttp://chuser:chpassword@database:8123/tensorzero";

    private const string Refusal =
        " is set, but this version records in SQLite only (say where with TENSORZERO_SQLITE_PATH or `embedded.sqlite_path`, or unset the variable)";

    private static IEnumerable<string> Databases => ServedVariables.Databases;

    private static IEnumerable<string> WithoutEffect => ServedVariables.WithoutEffect;

    [TestCaseSource(nameof(Databases))]
    public void A_database_that_is_not_served_stops_the_start_when_nothing_else_was_chosen(string variable)
    {
        var refused = Refused(Options("", (variable, Secret)));

        Assert.That(refused.Problems.Select(problem => $"{problem}"), Is.EqualTo([$"the environment variable {variable}{Refusal}"]));
        Assert.That(refused.ToString(), Does.Not.Contain("chpassword"));
    }

    [Test]
    public void All_of_them_are_told_together_with_what_is_wrong_in_the_file()
    {
        var refused = Refused(Options(
            "[gateway.cache]\nenabled = true",
            ("TENSORZERO_POSTGRES_URL", Secret),
            ("TENSORZERO_CLICKHOUSE_URL", Secret),
            ("TENSORZERO_VALKEY_URL", Secret)));

        Assert.That(refused.Problems.Select(problem => $"{problem}"), Is.EqualTo(
        [
            "tensorzero.toml:2:11 gateway.cache.enabled: the inference cache is not served by this version; remove the setting to start without it",
            $"the environment variable TENSORZERO_CLICKHOUSE_URL{Refusal}",
            $"the environment variable TENSORZERO_POSTGRES_URL{Refusal}",
            "warning: the environment variable TENSORZERO_VALKEY_URL has no effect in this version",
        ]));
    }

    [TestCase("", ":memory:", null)]
    [TestCase("", null, ":memory:")]
    [TestCase("[embedded]\nsqlite_path = \":memory:\"", null, null)]
    [TestCase("[gateway.observability]\nenabled = false", null, null)]
    public void Where_the_application_chose_a_warning_says_that_they_are_not_used(string toml, string? option, string? variable)
    {
        var options = Options(
            toml, [("TENSORZERO_SQLITE_PATH", variable), .. ServedVariables.Databases.Select(name => (name, (string?)Secret))]);
        options.SqlitePath = option;

        Assert.That(Warnings(options), Is.EqualTo(ServedVariables.Databases.Select(
            name => $"warning: the environment variable {name} is not used: this version records in SQLite only")));
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
