namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>Datapoints, evaluation runs and workflow runs.</summary>
internal static class DatasetTables
{
    public static IReadOnlyList<ClickHouseTable> All { get; } =
    [
        new(
            "ChatInferenceDatapoint",
            "ReplacingMergeTree(updated_at, is_deleted)",
            "(dataset_name, function_name, id)",
            """
            dataset_name LowCardinality(String)
            function_name LowCardinality(String)
            id UUID
            episode_id Nullable(UUID)
            input String
            output Nullable(String)
            tool_params String
            tags Map(String, String)
            auxiliary String
            is_deleted Bool DEFAULT false
            updated_at DateTime64(6, 'UTC') DEFAULT now64()
            staled_at Nullable(DateTime64(6, 'UTC'))
            source_inference_id Nullable(UUID)
            is_custom Bool DEFAULT false
            name Nullable(String)
            dynamic_tools Array(String)
            dynamic_provider_tools Array(String)
            allowed_tools Nullable(String)
            tool_choice Nullable(String)
            parallel_tool_calls Nullable(Bool)
            snapshot_hash Nullable(UInt256)
            """,
            Index: "id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "JsonInferenceDatapoint",
            "ReplacingMergeTree(updated_at, is_deleted)",
            "(dataset_name, function_name, id)",
            """
            dataset_name LowCardinality(String)
            function_name LowCardinality(String)
            id UUID
            episode_id Nullable(UUID)
            input String
            output Nullable(String)
            output_schema String
            tags Map(String, String)
            auxiliary String
            is_deleted Bool DEFAULT false
            updated_at DateTime64(6, 'UTC') DEFAULT now64()
            staled_at Nullable(DateTime64(6, 'UTC'))
            source_inference_id Nullable(UUID)
            is_custom Bool DEFAULT false
            name Nullable(String)
            snapshot_hash Nullable(UInt256)
            """,
            Index: "id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "InferenceEvaluationRuns",
            "ReplacingMergeTree(updated_at)",
            "(run_id_uint)",
            """
            run_id_uint UInt128
            evaluation_name String
            function_name String
            function_type LowCardinality(String)
            dataset_name String
            variant_names Array(String)
            metrics String
            source LowCardinality(String)
            snapshot_hash Nullable(String)
            created_at DateTime64(3, 'UTC')
            updated_at DateTime64(3, 'UTC')
            """),
        new(
            "DynamicEvaluationRun",
            "ReplacingMergeTree(updated_at, is_deleted)",
            "run_id_uint",
            """
            run_id_uint UInt128
            variant_pins Map(String, String)
            tags Map(String, String)
            project_name Nullable(String)
            run_display_name Nullable(String)
            is_deleted Bool DEFAULT false
            updated_at DateTime64(6, 'UTC') DEFAULT now()
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "DynamicEvaluationRunByProjectName",
            "ReplacingMergeTree(updated_at, is_deleted)",
            "(project_name, run_id_uint)",
            """
            run_id_uint UInt128
            variant_pins Map(String, String)
            tags Map(String, String)
            project_name String
            run_display_name Nullable(String)
            is_deleted Bool DEFAULT false
            updated_at DateTime64(6, 'UTC') DEFAULT now()
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "DynamicEvaluationRunEpisode",
            "ReplacingMergeTree(updated_at, is_deleted)",
            "episode_id_uint",
            """
            run_id UUID
            episode_id_uint UInt128
            variant_pins Map(String, String)
            datapoint_name Nullable(String)
            tags Map(String, String)
            is_deleted Bool DEFAULT false
            updated_at DateTime64(6, 'UTC') DEFAULT now()
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "DynamicEvaluationRunEpisodeByRunId",
            "ReplacingMergeTree(updated_at, is_deleted)",
            "(run_id_uint, episode_id_uint)",
            """
            run_id_uint UInt128
            episode_id_uint UInt128
            variant_pins Map(String, String)
            tags Map(String, String)
            datapoint_name Nullable(String)
            is_deleted Bool DEFAULT false
            updated_at DateTime64(6, 'UTC') DEFAULT now()
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "DynamicInContextLearningExample",
            "MergeTree",
            "(function_name, variant_name, namespace)",
            """
            id UUID
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            namespace String
            input String
            output String
            embedding Array(Float32)
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            """),
    ];
}
