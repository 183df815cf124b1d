using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// Which database records go to: what C# says, else a SQLite file that the environment or the configuration names, else the server that the
/// environment names, ClickHouse before PostgreSQL as the original, else a SQLite file in the content root.
/// </summary>
/// <param name="SqlitePath">The chosen SQLite file; null for the default one, or for a server.</param>
/// <param name="Server">Opens the server's database; null for SQLite.</param>
/// <param name="Address">The server's address, which may hold a password; null for SQLite.</param>
/// <param name="Postgres">The PostgreSQL database that keeps API keys where the server keeps none; null for none, and for SQLite.</param>
internal sealed record StoreChoice(string? SqlitePath, IStoreFactory? Server, string? Address, string? Postgres)
{
    public const string ClickHouseVariable = "TENSORZERO_CLICKHOUSE_URL";
    public const string PostgresVariable = "TENSORZERO_POSTGRES_URL";

    public const string ClusterVariable = "TENSORZERO_CLICKHOUSE_CLUSTER_NAME";

    /// <summary>Whether records go to PostgreSQL.</summary>
    public bool IsPostgres => Server is not null && Address == Postgres;

    public static StoreChoice Find(DatabaseOptions options, RootConfig root, ProblemList problems)
    {
        var environment = options.Environment;
        var observability = root.Gateway.Observability;
        var sqlite = DatabasePath.Chosen(options.SqlitePath, root.Embedded.SqlitePath, environment);
        if (observability.Enabled is false)
        {
            return Sqlite(sqlite);
        }

        var postgres = NonEmpty(options.PostgresUrl) ?? NonEmpty(environment(PostgresVariable));
        var servedPostgres = options.PostgresFactory is null ? null : postgres;
        if (NonEmpty(options.ClickHouseUrl) is { } fromOptions)
        {
            return Conflict(options.SqlitePath, "ClickHouseUrl", problems) ?? ClickHouse(fromOptions);
        }

        if (NonEmpty(options.PostgresUrl) is not null && servedPostgres is not null)
        {
            return Conflict(options.SqlitePath, "UsePostgres", problems) ?? Postgres();
        }

        var clickHouse = NonEmpty(environment(ClickHouseVariable));
        if (sqlite is not null)
        {
            Unused(clickHouse, ClickHouseVariable, problems);
            Unused(postgres, PostgresVariable, problems);
            return Sqlite(sqlite);
        }

        return observability.Backend switch
        {
            ObservabilityBackend.ClickHouse => clickHouse is null ? Missing(ClickHouseVariable, problems) : ClickHouse(clickHouse),
            ObservabilityBackend.Postgres => postgres is null ? Missing(PostgresVariable, problems) : PostgresIfServed(),
            _ => clickHouse is not null ? ClickHouse(clickHouse) : postgres is not null ? PostgresIfServed() : Sqlite(null),
        };

        StoreChoice ClickHouse(string url)
        {
            if (NonEmpty(environment(ClusterVariable)) is not null)
            {
                problems.NotServed(
                    null, "", $"the environment variable {ClusterVariable} is set, but clusters of ClickHouse servers are not served",
                    "tables would be made, and rows be written, on one server of the cluster alone; use a single server or ClickHouse Cloud, "
                    + "and unset the variable");
            }

            return new(null, ClickHouseStoreFactory.Instance, url, servedPostgres);
        }

        StoreChoice Postgres() => new(null, options.PostgresFactory, servedPostgres, servedPostgres);

        StoreChoice PostgresIfServed()
        {
            if (servedPostgres is not null)
            {
                return Postgres();
            }

            problems.NotServed(
                null, "", $"the environment variable {PostgresVariable} is set, but this application does not use PostgreSQL",
                $"reference the package TensorZero.Embedded.Postgres and call `options.UsePostgres()`, say where to record with {DatabasePath.Variable} "
                + "or `embedded.sqlite_path`, or unset the variable");
            return Sqlite(null);
        }
    }

    private static StoreChoice Sqlite(string? path) => new(path, null, null, null);

    private static StoreChoice? Conflict(string? sqlitePath, string other, ProblemList problems)
    {
        if (NonEmpty(sqlitePath) is null)
        {
            return null;
        }

        problems.Error(null, "", $"the options name two databases, SqlitePath and {other}: keep one");
        return Sqlite(sqlitePath);
    }

    private static StoreChoice Missing(string variable, ProblemList problems)
    {
        problems.Error(null, "gateway.observability.backend", $"needs the environment variable {variable}, which is not set");
        return Sqlite(null);
    }

    private static void Unused(string? url, string variable, ProblemList problems)
    {
        if (url is not null)
        {
            problems.Warning(null, "", $"the environment variable {variable} is not used for records: a SQLite file is chosen");
        }
    }

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
