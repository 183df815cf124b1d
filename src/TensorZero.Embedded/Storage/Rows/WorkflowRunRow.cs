using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal static class WorkflowRunRow
{
    public const string Columns = "id, variant_pins, tags, project_name, run_display_name, updated_at, snapshot_hash";

    public static void Write(RowWriter row, WorkflowRunRecord run) =>
        row
            .Bind(run.Id)
            .BindJson(run.VariantPins, TagColumn.Write)
            .BindJson(run.Tags, TagColumn.Write)
            .Bind(run.ProjectName)
            .Bind(run.DisplayName)
            .Bind(run.UpdatedAt)
            .Bind(run.SnapshotHash)
            .Execute();

    public static WorkflowRunRecord Read(StoredRow row, Guid id) => new()
    {
        Id = id,
        VariantPins = row.GetTags(1),
        Tags = row.GetTags(2),
        ProjectName = row.GetOptionalText(3),
        DisplayName = row.GetOptionalText(4),
        UpdatedAt = row.GetTime(5),
        SnapshotHash = row.GetText(6),
    };
}
