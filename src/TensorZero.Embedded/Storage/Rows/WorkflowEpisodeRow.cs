using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal static class WorkflowEpisodeRow
{
    public const string Columns = "id, run_id, variant_pins, task_name, tags, updated_at, snapshot_hash";

    public static void Write(RowWriter row, WorkflowEpisodeRecord episode) =>
        row
            .Bind(episode.Id)
            .Bind(episode.RunId)
            .BindJson(episode.VariantPins, TagColumn.Write)
            .Bind(episode.TaskName)
            .BindJson(episode.Tags, TagColumn.Write)
            .Bind(episode.UpdatedAt)
            .Bind(episode.SnapshotHash)
            .Execute();

    public static WorkflowEpisodeRecord Read(StoredRow row, Guid id) => new()
    {
        Id = id,
        RunId = row.GetId(1),
        VariantPins = row.GetTags(2),
        TaskName = row.GetOptionalText(3),
        Tags = row.GetTags(4),
        UpdatedAt = row.GetTime(5),
        SnapshotHash = row.GetText(6),
    };
}
