using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Gateway;

internal sealed record BatchWritesConfig : ConfigSection
{
    /// <summary>Whether records are written in batches.</summary>
    public bool Enabled { get; init; }

    /// <summary>How long a record waits at most.</summary>
    public TimeSpan FlushInterval { get; init; }

    /// <summary>How many rows a batch has at most.</summary>
    public int MaxRows { get; init; }

    /// <summary>The same for PostgreSQL.</summary>
    public int MaxRowsPostgres { get; init; }

    /// <summary>How many records may wait in memory; more are dropped and counted. Without effect where they wait in the journal.</summary>
    public int? WriteQueueCapacity { get; init; }

    public static BatchWritesConfig Bind(TableReader table)
    {
        // A switch of the original's own tests; without effect here.
        table.Boolean("__force_allow_embedded_batch_writes");
        if (!table.Has("enabled"))
        {
            table.Missing("enabled");
        }

        var maxRows = table.Int("max_rows", 1) ?? 1000;
        return new BatchWritesConfig
        {
            Origin = table.Origin,
            Enabled = table.Boolean("enabled") ?? false,
            FlushInterval = TimeSpan.FromMilliseconds(table.Int("flush_interval_ms", 1) ?? 100),
            MaxRows = maxRows,
            MaxRowsPostgres = table.Int("max_rows_postgres", 1) ?? maxRows,
            WriteQueueCapacity = table.Int("write_queue_capacity", 1),
        };
    }
}
