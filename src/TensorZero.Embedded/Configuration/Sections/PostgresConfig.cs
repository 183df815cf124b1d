using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

internal sealed record PostgresConfig : ConfigSection
{
    /// <summary>How many connections are held at most.</summary>
    public int ConnectionPoolSize { get; init; }

    /// <summary>Where records are in PostgreSQL, as `embedded.retention.inference_days`, which goes before it. Null: kept for ever.</summary>
    public int? InferenceMetadataRetentionDays { get; init; }

    /// <summary>Where records are in PostgreSQL, as `embedded.retention.content_days`, which goes before it. Null: kept for ever.</summary>
    public int? InferenceDataRetentionDays { get; init; }

    public static PostgresConfig Bind(TableReader table)
    {
        table.Deprecated("enabled", "the environment variable TENSORZERO_POSTGRES_URL decides; remove the key");
        table.Boolean("enabled");
        if (table.Has("inference_data_retention_days") && table.Has("inference_retention_days"))
        {
            table.Error("inference_retention_days", "is the older name of `inference_data_retention_days`; keep one of them");
        }

        return new PostgresConfig
        {
            Origin = table.Origin,
            ConnectionPoolSize = table.Int("connection_pool_size", 1) ?? 20,
            InferenceMetadataRetentionDays = table.Int("inference_metadata_retention_days", 1),
            InferenceDataRetentionDays = table.Int("inference_data_retention_days", 1) ?? table.Int("inference_retention_days", 1),
        };
    }
}
