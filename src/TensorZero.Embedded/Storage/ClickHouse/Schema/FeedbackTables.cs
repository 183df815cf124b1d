namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>Feedback, and what finds and counts it.</summary>
internal static class FeedbackTables
{
    public static IReadOnlyList<ClickHouseTable> All { get; } =
    [
        new(
            "BooleanMetricFeedback",
            "MergeTree",
            "(metric_name, target_id)",
            """
            id UUID
            target_id UUID
            metric_name LowCardinality(String)
            value Bool
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            tags Map(String, String) DEFAULT map()
            snapshot_hash Nullable(UInt256)
            """,
            Index: "id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "FloatMetricFeedback",
            "MergeTree",
            "(metric_name, target_id)",
            """
            id UUID
            target_id UUID
            metric_name LowCardinality(String)
            value Float32
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            tags Map(String, String) DEFAULT map()
            snapshot_hash Nullable(UInt256)
            """,
            Index: "id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "CommentFeedback",
            "MergeTree",
            "target_id",
            """
            id UUID
            target_id UUID
            target_type Enum8('inference' = 1, 'episode' = 2)
            value String
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            tags Map(String, String) DEFAULT map()
            snapshot_hash Nullable(UInt256)
            """,
            Index: "id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "DemonstrationFeedback",
            "MergeTree",
            "inference_id",
            """
            id UUID
            inference_id UUID
            value String
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(id)
            tags Map(String, String) DEFAULT map()
            snapshot_hash Nullable(UInt256)
            """,
            Index: "id_index id TYPE bloom_filter GRANULARITY 1"),
        new(
            "BooleanMetricFeedbackByTargetId",
            "MergeTree",
            "target_id",
            """
            id UUID
            target_id UUID
            metric_name LowCardinality(String)
            value Bool
            tags Map(String, String)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "FloatMetricFeedbackByTargetId",
            "MergeTree",
            "target_id",
            """
            id UUID
            target_id UUID
            metric_name LowCardinality(String)
            value Float32
            tags Map(String, String)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "CommentFeedbackByTargetId",
            "MergeTree",
            "target_id",
            """
            id UUID
            target_id UUID
            target_type Enum8('inference' = 1, 'episode' = 2)
            value String
            tags Map(String, String)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "DemonstrationFeedbackByInferenceId",
            "MergeTree",
            "inference_id",
            """
            id UUID
            inference_id UUID
            value String
            tags Map(String, String)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "BooleanMetricFeedbackByVariant",
            "MergeTree",
            "(function_name, metric_name, variant_name, id_uint)",
            """
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            metric_name LowCardinality(String)
            id_uint UInt128
            target_id_uint UInt128
            value Bool
            feedback_tags Map(String, String)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "FloatMetricFeedbackByVariant",
            "MergeTree",
            "(function_name, metric_name, variant_name, id_uint)",
            """
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            metric_name LowCardinality(String)
            id_uint UInt128
            target_id_uint UInt128
            value Float32
            feedback_tags Map(String, String)
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "FeedbackByVariantStatistics",
            "AggregatingMergeTree",
            "(function_name, metric_name, variant_name, minute)",
            """
            function_name LowCardinality(String)
            variant_name LowCardinality(String)
            metric_name LowCardinality(String)
            minute DateTime
            feedback_mean AggregateFunction(avg, Float32)
            feedback_variance AggregateFunction(varSampStable, Float32)
            count SimpleAggregateFunction(sum, UInt64)
            """),
        new(
            "FeedbackTag",
            "MergeTree",
            "(metric_name, key, value)",
            """
            metric_name LowCardinality(String)
            key String
            value String
            feedback_id UUID
            snapshot_hash Nullable(UInt256)
            """),
        new(
            "StaticEvaluationHumanFeedback",
            "MergeTree",
            "(metric_name, datapoint_id, output)",
            """
            metric_name LowCardinality(String)
            datapoint_id UUID
            output String
            value String
            feedback_id UUID
            evaluator_inference_id UUID
            timestamp DateTime MATERIALIZED UUIDv7ToDateTime(feedback_id)
            """,
            Settings: "index_granularity = 256"),
    ];
}
