using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Gateway;

internal sealed record ObservabilityConfig : ConfigSection
{
    /// <summary>True: the store must work. Null: a store that does not is warned about. False: nothing is recorded.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Which store records go to.</summary>
    public ObservabilityBackend Backend { get; init; }

    /// <summary>Whether an answer need not wait for its record.</summary>
    public bool? AsyncWrites { get; init; }

    /// <summary>Null when not written.</summary>
    public BatchWritesConfig? BatchWrites { get; init; }

    /// <summary>Deprecated: stands in <c>[clickhouse]</c> now.</summary>
    public bool? DisableAutomaticMigrations { get; init; }

    public static ObservabilityConfig Bind(TableReader table)
    {
        table.Deprecated("disable_automatic_migrations", "use `clickhouse.disable_automatic_migrations`");
        return new ObservabilityConfig
        {
            Origin = table.Origin,
            Enabled = table.Boolean("enabled"),
            Backend = table.Word(
                "backend",
                ("auto", ObservabilityBackend.Auto),
                ("clickhouse", ObservabilityBackend.ClickHouse),
                ("postgres", ObservabilityBackend.Postgres)) ?? ObservabilityBackend.Auto,
            AsyncWrites = table.Boolean("async_writes"),
            BatchWrites = table.Table("batch_writes", BatchWritesConfig.Bind),
            DisableAutomaticMigrations = table.Boolean("disable_automatic_migrations"),
        };
    }
}
