namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>Configurations, batch inference, the cache, and what TensorZero knows of itself.</summary>
internal static class ServiceTables
{
    public static IReadOnlyList<ClickHouseTable> All { get; } =
    [
        new(
            "ConfigSnapshot",
            "ReplacingMergeTree(last_used)",
            "hash",
            """
            config String
            extra_templates Map(String, String)
            hash UInt256
            tensorzero_version String
            created_at DateTime64(6) DEFAULT now()
            last_used DateTime64(6) DEFAULT now()
            tags Map(String, String) DEFAULT map()
            """,
            Settings: "index_granularity = 256"),
        new(
            "BatchRequest",
            "MergeTree",
            "(batch_id, id)",
            """
            batch_id UUID
            id UUID
            batch_params String
            model_name LowCardinality(String)
            model_provider_name LowCardinality(String)
            status Enum8('pending' = 1, 'completed' = 2, 'failed' = 3)
            errors Array(String)
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            raw_request String
            raw_response String
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "BatchModelInference",
            "MergeTree",
            "(batch_id, inference_id)",
            """
            inference_id UUID
            batch_id UUID
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            episode_id UUID
            input String
            input_messages String
            system Nullable(String)
            tool_params Nullable(String)
            inference_params String
            raw_request String
            model_name LowCardinality(String)
            model_provider_name LowCardinality(String)
            output_schema Nullable(String)
            tags Map(String, String) DEFAULT map()
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(inference_id)
            dynamic_tools Array(String)
            dynamic_provider_tools Array(String)
            allowed_tools Nullable(String)
            tool_choice Nullable(String)
            parallel_tool_calls Nullable(Bool)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "BatchIdByInferenceId",
            "MergeTree",
            "(inference_id)",
            """
            inference_id UUID
            batch_id UUID
            """),
        new(
            "ModelInferenceCache",
            "ReplacingMergeTree(timestamp, is_deleted)",
            "(short_cache_key, long_cache_key)",
            $"""
            short_cache_key UInt64
            long_cache_key FixedString(64)
            timestamp DateTime DEFAULT now()
            output String
            raw_request String
            raw_response String
            is_deleted Bool DEFAULT false
            input_tokens Nullable(UInt32)
            output_tokens Nullable(UInt32)
            finish_reason {InferenceTables.FinishReason}
            """,
            Index: "idx_long_cache_key long_cache_key TYPE bloom_filter GRANULARITY 100",
            PartitionBy: "toYYYYMM(timestamp)",
            PrimaryKey: "short_cache_key",
            Settings: "index_granularity = 256"),
        new(
            "DeploymentID",
            "ReplacingMergeTree(version_number)",
            "dummy",
            """
            deployment_id String
            dummy UInt32 DEFAULT 0
            created_at DateTime DEFAULT now()
            version_number UInt32 DEFAULT 4294967295 - toUInt32(now())
            """),
        new(
            "TensorZeroMigration",
            "MergeTree",
            "(migration_id)",
            """
            migration_id UInt32
            migration_name String
            gateway_version String
            gateway_git_sha String
            applied_at DateTime64(6, 'UTC') DEFAULT now()
            execution_time_ms UInt64
            extra_data Nullable(String)
            """),
    ];
}
