using TensorZero.Embedded.Storage.ClickHouse.Writing;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Writes and reads runs and episodes of workflow evaluations, which TensorZero's tables call dynamic ones.</summary>
internal static class WorkflowRows
{
    public const string RunTable = "DynamicEvaluationRun";
    public const string EpisodeTable = "DynamicEvaluationRunEpisode";

    /// <summary>The columns of <see cref="WorkflowRunRow.Columns"/>.</summary>
    public static string SelectRuns =>
        $"""
        SELECT {IdSql.OfKey("run_id_uint")}, variant_pins, tags, project_name, run_display_name, toUnixTimestamp64Milli(i.updated_at),
            {RowColumns.SnapshotHash}
        FROM {RunTable} i FINAL
        """;

    /// <summary>The columns of <see cref="WorkflowEpisodeRow.Columns"/>.</summary>
    public static string SelectEpisodes => SelectEpisodesFrom(EpisodeTable, "run_id");

    /// <summary>The same, from the table that is sorted by runs.</summary>
    public static string SelectEpisodesByRun => SelectEpisodesFrom("DynamicEvaluationRunEpisodeByRunId", IdSql.OfKey("run_id_uint"));

    public static void Write(ClickHouseBlock block, WorkflowRunRecord run) =>
        block.BeginRow()
            .WriteKey("run_id_uint"u8, run.Id)
            .Write("variant_pins"u8, run.VariantPins)
            .Write("tags"u8, run.Tags)
            .Write("project_name"u8, run.ProjectName)
            .Write("run_display_name"u8, run.DisplayName)
            .Write("updated_at"u8, run.UpdatedAt)
            .Write("snapshot_hash"u8, SnapshotHash.NumberOf(run.SnapshotHash))
            .EndRow();

    public static void Write(ClickHouseBlock block, WorkflowEpisodeRecord episode) =>
        block.BeginRow()
            .WriteKey("episode_id_uint"u8, episode.Id)
            .Write("run_id"u8, episode.RunId)
            .Write("variant_pins"u8, episode.VariantPins)
            .Write("datapoint_name"u8, episode.TaskName)
            .Write("tags"u8, episode.Tags)
            .Write("updated_at"u8, episode.UpdatedAt)
            .Write("snapshot_hash"u8, SnapshotHash.NumberOf(episode.SnapshotHash))
            .EndRow();

    private static string SelectEpisodesFrom(string table, string run) =>
        $"""
        SELECT {IdSql.OfKey("episode_id_uint")}, {run}, variant_pins, datapoint_name, tags, toUnixTimestamp64Milli(i.updated_at),
            {RowColumns.SnapshotHash}
        FROM {table} i FINAL
        """;
}
