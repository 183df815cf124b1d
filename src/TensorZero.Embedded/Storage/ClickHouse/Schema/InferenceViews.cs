namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>What an answered inference or a call adds to other tables.</summary>
internal static class InferenceViews
{
    /// <summary>Episodes of workflow runs are dated ten billion seconds ahead; they are in no list of episodes.</summary>
    private const string FirstWorkflowRun = "09184e72-a000-7000-8000-000000000000";

    public static IReadOnlyList<ClickHouseView> All { get; } =
    [
        new(
            "ChatInferenceByIdView",
            "InferenceById",
            """
            SELECT toUInt128(id) AS id_uint, function_name, variant_name, episode_id, 'chat' AS function_type, snapshot_hash
            FROM ChatInference
            """),
        new(
            "ChatInferenceByEpisodeIdView",
            "InferenceByEpisodeId",
            """
            SELECT toUInt128(episode_id) AS episode_id_uint, toUInt128(id) AS id_uint, function_name, variant_name,
                'chat' AS function_type, snapshot_hash
            FROM ChatInference
            """),
        new(
            "ChatInferenceTagView",
            "InferenceTag",
            """
            SELECT function_name, key, tags[key] AS value, id AS inference_id, snapshot_hash
            FROM ChatInference ARRAY JOIN mapKeys(tags) AS key
            """),
        new(
            "TagChatInferenceView",
            "TagInference",
            """
            SELECT function_name, variant_name, episode_id, id AS inference_id, 'chat' AS function_type, key, tags[key] AS value,
                snapshot_hash
            FROM ChatInference ARRAY JOIN mapKeys(tags) AS key
            """),
        new(
            "EpisodeByIdChatView",
            "EpisodeById",
            $"""
            SELECT toUInt128(episode_id) AS episode_id_uint, count() AS count, groupArrayState(id) AS inference_ids,
                min(toUInt128(id)) AS min_inference_id_uint, max(toUInt128(id)) AS max_inference_id_uint
            FROM ChatInference
            WHERE toUInt128(episode_id) < toUInt128(toUUID('{FirstWorkflowRun}'))
            GROUP BY episode_id_uint
            """),
        new(
            "VariantStatisticsChatView",
            "VariantStatistics",
            $"""
            SELECT function_name, variant_name, toStartOfMinute(timestamp) AS minute,
                quantilesTDigestState({Quantiles.Levels})(processing_time_ms) AS processing_time_ms_quantiles,
                quantilesTDigestState({Quantiles.Levels})(ttft_ms) AS ttft_ms_quantiles,
                countState() AS count
            FROM ChatInference
            GROUP BY function_name, variant_name, minute
            """),
        new(
            "JsonInferenceByIdView",
            "InferenceById",
            """
            SELECT toUInt128(id) AS id_uint, function_name, variant_name, episode_id, 'json' AS function_type, snapshot_hash
            FROM JsonInference
            """),
        new(
            "JsonInferenceByEpisodeIdView",
            "InferenceByEpisodeId",
            """
            SELECT toUInt128(episode_id) AS episode_id_uint, toUInt128(id) AS id_uint, function_name, variant_name,
                'json' AS function_type, snapshot_hash
            FROM JsonInference
            """),
        new(
            "JsonInferenceTagView",
            "InferenceTag",
            """
            SELECT function_name, key, tags[key] AS value, id AS inference_id, snapshot_hash
            FROM JsonInference ARRAY JOIN mapKeys(tags) AS key
            """),
        new(
            "TagJsonInferenceView",
            "TagInference",
            """
            SELECT function_name, variant_name, episode_id, id AS inference_id, 'json' AS function_type, key, tags[key] AS value,
                snapshot_hash
            FROM JsonInference ARRAY JOIN mapKeys(tags) AS key
            """),
        new(
            "EpisodeByIdJsonView",
            "EpisodeById",
            $"""
            SELECT toUInt128(episode_id) AS episode_id_uint, count() AS count, groupArrayState(id) AS inference_ids,
                min(toUInt128(id)) AS min_inference_id_uint, max(toUInt128(id)) AS max_inference_id_uint
            FROM JsonInference
            WHERE toUInt128(episode_id) < toUInt128(toUUID('{FirstWorkflowRun}'))
            GROUP BY episode_id_uint
            """),
        new(
            "VariantStatisticsJsonView",
            "VariantStatistics",
            $"""
            SELECT function_name, variant_name, toStartOfMinute(timestamp) AS minute,
                quantilesTDigestState({Quantiles.Levels})(processing_time_ms) AS processing_time_ms_quantiles,
                quantilesTDigestState({Quantiles.Levels})(ttft_ms) AS ttft_ms_quantiles,
                countState() AS count
            FROM JsonInference
            GROUP BY function_name, variant_name, minute
            """),
        new(
            "VariantStatisticsModelView",
            "VariantStatistics",
            """
            SELECT function_name, variant_name, toStartOfMinute(timestamp) AS minute,
                sumState(input_tokens) AS total_input_tokens,
                sumState(output_tokens) AS total_output_tokens,
                sumState(cost) AS total_cost,
                sumState(provider_cache_read_input_tokens) AS total_provider_cache_read_input_tokens,
                sumState(provider_cache_write_input_tokens) AS total_provider_cache_write_input_tokens,
                countState(cost) AS count_with_cost
            FROM ModelInference
            WHERE function_name != ''
            GROUP BY function_name, variant_name, minute
            """),
        new(
            "ModelProviderStatisticsView",
            "ModelProviderStatistics",
            $"""
            SELECT model_name, model_provider_name, toStartOfMinute(timestamp) AS minute,
                quantilesTDigestState({Quantiles.Levels})(response_time_ms) AS response_time_ms_quantiles,
                quantilesTDigestState({Quantiles.Levels})(ttft_ms) AS ttft_ms_quantiles,
                sumState(input_tokens) AS total_input_tokens,
                sumState(output_tokens) AS total_output_tokens,
                countState() AS count,
                sumState(cost) AS total_cost,
                sumState(provider_cache_read_input_tokens) AS total_provider_cache_read_input_tokens,
                sumState(provider_cache_write_input_tokens) AS total_provider_cache_write_input_tokens,
                countState(cost) AS count_with_cost
            FROM ModelInference
            GROUP BY model_name, model_provider_name, minute
            """),
        new(
            "CumulativeUsageView",
            "CumulativeUsage",
            """
            SELECT tupleElement(counter, 1) AS type, tupleElement(counter, 2) AS count
            FROM (
                SELECT arrayJoin([
                    tuple('input_tokens', ifNull(input_tokens, 0)),
                    tuple('output_tokens', ifNull(output_tokens, 0)),
                    tuple('model_inferences', 1)]) AS counter
                FROM ModelInference
                WHERE input_tokens IS NOT NULL
            )
            """),
    ];
}
