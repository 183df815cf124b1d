namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>What a piece of feedback adds to other tables.</summary>
internal static class FeedbackViews
{
    public static IReadOnlyList<ClickHouseView> All { get; } =
    [
        new(
            "BooleanMetricFeedbackByTargetIdView",
            "BooleanMetricFeedbackByTargetId",
            """
            SELECT id, target_id, metric_name, value, tags, snapshot_hash FROM BooleanMetricFeedback
            """),
        new(
            "BooleanMetricFeedbackTagView",
            "FeedbackTag",
            """
            SELECT metric_name, key, tags[key] AS value, id AS feedback_id, snapshot_hash
            FROM BooleanMetricFeedback ARRAY JOIN mapKeys(tags) AS key
            """),
        new("BooleanMetricFeedbackByVariantView", "BooleanMetricFeedbackByVariant", ByVariant("BooleanMetricFeedback")),
        new(
            "BooleanMetricFeedbackByVariantStatisticsView",
            "FeedbackByVariantStatistics",
            """
            SELECT function_name, variant_name, metric_name, toStartOfMinute(UUIDv7ToDateTime(uint_to_uuid(id_uint))) AS minute,
                avgState(toFloat32(value)) AS feedback_mean, varSampStableState(toFloat32(value)) AS feedback_variance, count() AS count
            FROM BooleanMetricFeedbackByVariant
            GROUP BY function_name, metric_name, variant_name, minute
            """),
        new("StaticEvaluationBooleanHumanFeedbackView", "StaticEvaluationHumanFeedback", HumanFeedback("BooleanMetricFeedback")),
        new(
            "FloatMetricFeedbackByTargetIdView",
            "FloatMetricFeedbackByTargetId",
            """
            SELECT id, target_id, metric_name, value, tags, snapshot_hash FROM FloatMetricFeedback
            """),
        new(
            "FloatMetricFeedbackTagView",
            "FeedbackTag",
            """
            SELECT metric_name, key, tags[key] AS value, id AS feedback_id, snapshot_hash
            FROM FloatMetricFeedback ARRAY JOIN mapKeys(tags) AS key
            """),
        new("FloatMetricFeedbackByVariantView", "FloatMetricFeedbackByVariant", ByVariant("FloatMetricFeedback")),
        new(
            "FloatMetricFeedbackByVariantStatisticsView",
            "FeedbackByVariantStatistics",
            """
            SELECT function_name, variant_name, metric_name, toStartOfMinute(UUIDv7ToDateTime(uint_to_uuid(id_uint))) AS minute,
                avgState(value) AS feedback_mean, varSampStableState(value) AS feedback_variance, count() AS count
            FROM FloatMetricFeedbackByVariant
            GROUP BY function_name, metric_name, variant_name, minute
            """),
        new("StaticEvaluationFloatHumanFeedbackView", "StaticEvaluationHumanFeedback", HumanFeedback("FloatMetricFeedback")),
        new(
            "CommentFeedbackByTargetIdView",
            "CommentFeedbackByTargetId",
            """
            SELECT id, target_id, target_type, value, tags, snapshot_hash FROM CommentFeedback
            """),
        new(
            "CommentFeedbackTagView",
            "FeedbackTag",
            """
            SELECT 'comment' AS metric_name, key, tags[key] AS value, id AS feedback_id, snapshot_hash
            FROM CommentFeedback ARRAY JOIN mapKeys(tags) AS key
            """),
        new(
            "DemonstrationFeedbackByInferenceIdView",
            "DemonstrationFeedbackByInferenceId",
            """
            SELECT id, inference_id, value, tags, snapshot_hash FROM DemonstrationFeedback
            """),
        new(
            "DemonstrationFeedbackTagView",
            "FeedbackTag",
            """
            SELECT 'demonstration' AS metric_name, key, tags[key] AS value, id AS feedback_id, snapshot_hash
            FROM DemonstrationFeedback ARRAY JOIN mapKeys(tags) AS key
            """),
    ];

    /// <summary>
    /// A target is an inference, or an episode in which one variant of a function answered; feedback about anything else is in no statistics.
    /// </summary>
    private static string ByVariant(string source) =>
        $"""
        WITH
            feedback AS (
                SELECT toUInt128(id) AS id_uint, metric_name, target_id, toUInt128(target_id) AS target_id_uint, value, tags, snapshot_hash
                FROM {source}
            ),
            targets AS (
                SELECT uint_to_uuid(id_uint) AS target_id, function_name, variant_name
                FROM InferenceById
                WHERE id_uint IN (SELECT target_id_uint FROM feedback)
                UNION ALL
                SELECT uint_to_uuid(episode_id_uint) AS target_id, function_name, unique_variants[1] AS variant_name
                FROM (
                    SELECT episode_id_uint, function_name, groupUniqArray(variant_name) AS unique_variants
                    FROM InferenceByEpisodeId
                    WHERE episode_id_uint IN (SELECT target_id_uint FROM feedback)
                    GROUP BY episode_id_uint, function_name
                )
                WHERE length(unique_variants) = 1
            )
        SELECT t.function_name AS function_name, t.variant_name AS variant_name, f.metric_name AS metric_name, f.id_uint AS id_uint,
            f.target_id_uint AS target_id_uint, f.value AS value, f.tags AS feedback_tags, f.snapshot_hash AS snapshot_hash
        FROM feedback AS f
        JOIN targets AS t ON f.target_id = t.target_id
        """;

    /// <summary>What a person said of an answer, where an evaluator's judgement of it can be compared.</summary>
    private static string HumanFeedback(string source) =>
        $"""
        WITH
            human_feedback AS (
                SELECT metric_name, toUUIDOrZero(tags['tensorzero::datapoint_id']) AS datapoint_id, toJSONString(value) AS value,
                    id AS feedback_id, target_id,
                    toUUIDOrZero(tags['tensorzero::evaluator_inference_id']) AS evaluator_inference_id
                FROM {source}
                WHERE mapContains(tags, 'tensorzero::human_feedback') AND toUUIDOrNull(tags['tensorzero::datapoint_id']) IS NOT NULL
                    AND toUUIDOrNull(tags['tensorzero::evaluator_inference_id']) IS NOT NULL
            ),
            inference_by_id AS (
                SELECT id_uint, function_name, function_type, variant_name, episode_id
                FROM InferenceById
                WHERE id_uint IN (SELECT toUInt128(target_id) FROM human_feedback)
            ),
            answers AS (
                SELECT id, output
                FROM ChatInference
                WHERE (function_name, variant_name, episode_id) IN (SELECT function_name, variant_name, episode_id FROM inference_by_id)
                UNION ALL
                SELECT id, output
                FROM JsonInference
                WHERE (function_name, variant_name, episode_id) IN (SELECT function_name, variant_name, episode_id FROM inference_by_id)
            )
        SELECT f.metric_name AS metric_name, f.datapoint_id AS datapoint_id, a.output AS output, f.value AS value,
            f.feedback_id AS feedback_id, f.evaluator_inference_id AS evaluator_inference_id
        FROM human_feedback AS f
        INNER JOIN inference_by_id AS i ON toUInt128(f.target_id) = i.id_uint
        LEFT JOIN answers AS a ON f.target_id = a.id
        """;
}
