namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>Answered inferences, their calls, and what finds and counts them.</summary>
internal static class InferenceTables
{
    public const string FinishReason =
        "Nullable(Enum8('stop' = 1, 'length' = 2, 'tool_call' = 3, 'content_filter' = 4, 'unknown' = 5, 'stop_sequence' = 6))";

    public static IReadOnlyList<ClickHouseTable> All { get; } =
    [
        new(
            "ChatInference",
            "MergeTree",
            "(function_name, variant_name, episode_id)",
            """
            id UUID
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            episode_id UUID
            input String
            output String
            tool_params String
            inference_params String
            processing_time_ms Nullable(UInt32)
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            tags Map(String, String) DEFAULT map()
            extra_body Nullable(String)
            ttft_ms Nullable(UInt32)
            dynamic_tools Array(String)
            dynamic_provider_tools Array(String)
            allowed_tools Nullable(String)
            tool_choice Nullable(String)
            parallel_tool_calls Nullable(Bool)
            snapshot_hash Nullable(UInt256)
            """,
            Index: "inference_id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "JsonInference",
            "MergeTree",
            "(function_name, variant_name, episode_id)",
            """
            id UUID
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            episode_id UUID
            input String
            output String
            output_schema String
            inference_params String
            processing_time_ms Nullable(UInt32)
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            tags Map(String, String) DEFAULT map()
            extra_body Nullable(String)
            auxiliary_content String
            ttft_ms Nullable(UInt32)
            snapshot_hash Nullable(UInt256)
            """,
            Index: "inference_id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "ModelInference",
            "MergeTree",
            "inference_id",
            $"""
            id UUID
            inference_id UUID
            raw_request String
            raw_response String
            model_name LowCardinality(String)
            model_provider_name LowCardinality(String)
            input_tokens Nullable(UInt32)
            output_tokens Nullable(UInt32)
            response_time_ms Nullable(UInt32)
            ttft_ms Nullable(UInt32)
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            system Nullable(String)
            input_messages String
            output String
            cached Bool DEFAULT false
            finish_reason {FinishReason}
            snapshot_hash Nullable(UInt256)
            cost Nullable(Decimal(18, 9))
            provider_cache_read_input_tokens Nullable(UInt32)
            provider_cache_write_input_tokens Nullable(UInt32)
            function_name LowCardinality(String) DEFAULT ''
            variant_name LowCardinality(String) DEFAULT ''
            """,
            Index: "id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "InferenceById",
            "ReplacingMergeTree(id_uint)",
            "id_uint",
            """
            id_uint UInt128
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            episode_id UUID
            function_type Enum8('chat' = 1, 'json' = 2)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "InferenceByEpisodeId",
            "ReplacingMergeTree(id_uint)",
            "(episode_id_uint, id_uint)",
            """
            episode_id_uint UInt128
            id_uint UInt128
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            function_type Enum8('chat' = 1, 'json' = 2)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "InferenceTag",
            "MergeTree",
            "(function_name, key, value)",
            """
            function_name LowCardinality(String)
            key String
            value String
            inference_id UUID
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "TagInference",
            "ReplacingMergeTree(updated_at, is_deleted)",
            "(key, value, inference_id)",
            """
            key String
            value String
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            episode_id UUID
            inference_id UUID
            function_type Enum8('chat' = 1, 'json' = 2)
            is_deleted Bool DEFAULT false
            updated_at DateTime64(6, 'UTC') DEFAULT now64()
            snapshot_hash Nullable(UInt256)
            """,
            Index: "inference_id_index inference_id TYPE bloom_filter GRANULARITY 1"),
        new(
            "EpisodeById",
            "AggregatingMergeTree",
            "episode_id_uint",
            """
            episode_id_uint UInt128
            count SimpleAggregateFunction(sum, UInt64)
            inference_ids AggregateFunction(groupArray, UUID)
            min_inference_id_uint SimpleAggregateFunction(min, UInt128)
            max_inference_id_uint SimpleAggregateFunction(max, UInt128)
            """),
        new(
            "CumulativeUsage",
            "SummingMergeTree",
            "type",
            """
            type LowCardinality(String)
            count UInt64
            """),
        new(
            "ModelProviderStatistics",
            "AggregatingMergeTree",
            "(model_name, model_provider_name, minute)",
            $"""
            model_name LowCardinality(String)
            model_provider_name LowCardinality(String)
            minute DateTime
            response_time_ms_quantiles AggregateFunction({Quantiles.Function}, Nullable(UInt32))
            ttft_ms_quantiles AggregateFunction({Quantiles.Function}, Nullable(UInt32))
            total_input_tokens AggregateFunction(sum, Nullable(UInt32))
            total_output_tokens AggregateFunction(sum, Nullable(UInt32))
            count AggregateFunction(count, UInt32)
            total_cost AggregateFunction(sum, Nullable(Decimal(18, 9)))
            total_provider_cache_read_input_tokens AggregateFunction(sum, Nullable(UInt32))
            total_provider_cache_write_input_tokens AggregateFunction(sum, Nullable(UInt32))
            count_with_cost AggregateFunction(count, Nullable(Decimal(18, 9)))
            """),
        new(
            "VariantStatistics",
            "AggregatingMergeTree",
            "(function_name, variant_name, minute)",
            $"""
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            minute DateTime
            processing_time_ms_quantiles AggregateFunction({Quantiles.Function}, Nullable(UInt32))
            ttft_ms_quantiles AggregateFunction({Quantiles.Function}, Nullable(UInt32))
            total_input_tokens AggregateFunction(sum, Nullable(UInt32))
            total_output_tokens AggregateFunction(sum, Nullable(UInt32))
            count AggregateFunction(count, UInt32)
            total_cost AggregateFunction(sum, Nullable(Decimal(18, 9)))
            total_provider_cache_read_input_tokens AggregateFunction(sum, Nullable(UInt32))
            total_provider_cache_write_input_tokens AggregateFunction(sum, Nullable(UInt32))
            count_with_cost AggregateFunction(count, Nullable(Decimal(18, 9)))
            """),
    ];
}
