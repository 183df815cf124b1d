using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Configuration.Expansion;

/// <summary>Settings that have moved to another table.</summary>
internal static class MovedSettings
{
    public static ClickHouseConfig ClickHouse(RootConfig root, ProblemList problems)
    {
        const string key = "disable_automatic_migrations";
        var older = root.Gateway.Observability;
        if (older.DisableAutomaticMigrations is not { } value)
        {
            return root.ClickHouse;
        }

        if (root.ClickHouse.DisableAutomaticMigrations is not null)
        {
            problems.ErrorInKey(older.Origin, key, $"`clickhouse.{key}` is given too; keep that one");
        }

        return root.ClickHouse with { DisableAutomaticMigrations = value };
    }
}
