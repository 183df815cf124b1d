namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>What TensorZero has no table for, in tables of our own: its statistics and queries do not know of them.</summary>
internal static class EmbeddedTables
{
    public static IReadOnlyList<ClickHouseTable> All { get; } =
    [
        new(
            "EmbeddedSchemaVersion",
            "ReplacingMergeTree",
            "version",
            """
            version UInt32
            applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
            library_version String
            """),
        new(
            "EmbeddedFailedInference",
            "MergeTree",
            "(function_name, toUInt128(id))",
            """
            id UUID
            function_name LowCardinality(String)
            function_type Enum8('chat' = 1, 'json' = 2)
            variant_name LowCardinality(String)
            episode_id UUID
            status LowCardinality(String)
            error String
            input String
            output String
            auxiliary_content String
            output_schema String
            tool_params String
            dynamic_tools Array(String)
            dynamic_provider_tools Array(String)
            allowed_tools Nullable(String)
            tool_choice Nullable(String)
            parallel_tool_calls Nullable(Bool)
            inference_params String
            processing_time_ms Nullable(UInt32)
            ttft_ms Nullable(UInt32)
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            tags Map(String, String) DEFAULT map()
            extra_body Nullable(String)
            snapshot_hash Nullable(UInt256)
            """,
            Index: "id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "EmbeddedFailedCall",
            "MergeTree",
            "inference_id",
            """
            id UUID
            inference_id UUID
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            model_name LowCardinality(String)
            model_provider_name LowCardinality(String)
            provider_type LowCardinality(String)
            failure LowCardinality(String)
            error String
            status_code Nullable(Int32)
            raw_request String
            raw_response String
            response_time_ms Nullable(UInt32)
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "EmbeddedModelCall",
            "MergeTree",
            "inference_id",
            """
            id UUID
            inference_id UUID
            provider_type LowCardinality(String)
            """),
        new(
            "EmbeddedEvaluationNote",
            "ReplacingMergeTree",
            "(kind, name, toUInt128(id))",
            """
            id UUID
            kind LowCardinality(String)
            name String
            body String
            """),
        new(
            "EmbeddedJournalBatch",
            "MergeTree",
            "token",
            """
            token String
            written_at DateTime64(3, 'UTC') DEFAULT now64(3)
            """,
            TimeToLive: "toDateTime(written_at) + INTERVAL 90 DAY"),
    ];
}
