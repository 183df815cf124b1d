namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>What batches and workflow runs add to other tables.</summary>
internal static class OtherViews
{
    public static IReadOnlyList<ClickHouseView> All { get; } =
    [
        new(
            "BatchIdByInferenceIdView",
            "BatchIdByInferenceId",
            """
            SELECT inference_id, batch_id FROM BatchModelInference
            """),
        new(
            "DynamicEvaluationRunByProjectNameView",
            "DynamicEvaluationRunByProjectName",
            """
            SELECT run_id_uint, variant_pins, tags, project_name, run_display_name, is_deleted, updated_at, snapshot_hash
            FROM DynamicEvaluationRun
            WHERE project_name IS NOT NULL
            """),
        new(
            "DynamicEvaluationRunEpisodeByRunIdView",
            "DynamicEvaluationRunEpisodeByRunId",
            """
            SELECT toUInt128(run_id) AS run_id_uint, episode_id_uint, variant_pins, tags, datapoint_name, is_deleted, updated_at, snapshot_hash
            FROM DynamicEvaluationRunEpisode
            """),
    ];
}
