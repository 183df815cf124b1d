using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal static class DatapointRow
{
    public const string Columns =
        "id, dataset_name, function_name, function_type, name, episode_id, input, output, output_schema, tags, is_custom, "
        + "source_inference_id, updated_at, staled_at, snapshot_hash, " + ToolColumns.Names;

    private const int FirstToolColumn = 15;

    public static DatapointRecord Read(StoredRow row, Guid id) => new()
    {
        Id = id,
        DatasetName = row.GetText(1),
        FunctionName = row.GetText(2),
        FunctionType = ContentJsonWords.ParseFunctionType(row.GetText(3)),
        Name = row.GetOptionalText(4),
        EpisodeId = row.GetOptionalId(5),
        Input = row.GetOptionalInput(6)!,
        Output = row.GetOptionalOutput(7),
        OutputSchema = row.GetOptionalJson(8),
        Tags = row.GetTags(9),
        IsCustom = row.GetFlag(10),
        SourceInferenceId = row.GetOptionalId(11),
        UpdatedAt = row.GetTime(12),
        StaledAt = row.GetOptionalTime(13),
        SnapshotHash = row.GetText(14),
        Tools = ToolColumns.Read(row, FirstToolColumn),
    };
}
