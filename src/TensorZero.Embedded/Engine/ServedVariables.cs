using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// TensorZero's environment variables that this version cannot serve: none is passed over in silence. Their values may hold passwords and
/// are only looked at for being there.
/// </summary>
internal static class ServedVariables
{
    /// <summary>Where TensorZero records. Who sets one expects the records there.</summary>
    public static IReadOnlyList<string> Databases { get; } = ["TENSORZERO_CLICKHOUSE_URL", "TENSORZERO_POSTGRES_URL"];

    /// <summary>What they are for is not there, and nothing is recorded elsewhere because of it.</summary>
    public static IReadOnlyList<string> WithoutEffect { get; } =
    [
        "TENSORZERO_CLICKHOUSE_CLUSTER_NAME",
        "TENSORZERO_OVERRIDE_NON_REPLICATED_CLICKHOUSE",
        "TENSORZERO_VALKEY_URL",
        "TENSORZERO_VALKEY_CACHE_URL",
        "TENSORZERO_AUTOPILOT_API_KEY",
        "TENSORZERO_AUTOPILOT_BASE_URL",
        "TENSORZERO_AUTOPILOT_QUEUE_NAME",
    ];

    /// <param name="environment">Reads environment variables.</param>
    /// <param name="recordsByDefault">Whether records go to the default file, because the application chose neither a database nor none.
    /// </param>
    /// <param name="usesPostgres">Whether PostgreSQL is known and takes what would go to the default file.</param>
    /// <param name="problems">Gets what is set.</param>
    public static void Check(Func<string, string?> environment, bool recordsByDefault, bool usesPostgres, ProblemList problems)
    {
        foreach (var name in Databases.Where(IsSet))
        {
            if (recordsByDefault && usesPostgres && name == PostgresChoice.Variable)
            {
                continue;
            }

            if (recordsByDefault)
            {
                problems.NotServed(
                    null, "", $"the environment variable {name} is set, but this version records in SQLite only",
                    $"say where with {DatabasePath.Variable} or `embedded.sqlite_path`, or unset the variable");
            }
            else
            {
                problems.Warning(null, "", $"the environment variable {name} is not used: this version records in SQLite only");
            }
        }

        foreach (var name in WithoutEffect.Where(IsSet))
        {
            problems.Warning(null, "", $"the environment variable {name} has no effect in this version");
        }

        bool IsSet(string name) => !string.IsNullOrWhiteSpace(environment(name));
    }
}
