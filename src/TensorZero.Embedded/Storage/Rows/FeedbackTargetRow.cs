using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal static class FeedbackTargetRow
{
    /// <summary>To be followed by whether it is a JSON function's, the output schema, and <see cref="ToolColumns.Names"/>.</summary>
    public const string Columns = "id, episode_id, function_name, variant_name";

    public static FeedbackTargetRecord Read(StoredRow row, Guid id) => new()
    {
        InferenceId = id,
        EpisodeId = row.GetId(1),
        FunctionName = row.GetText(2),
        VariantName = row.GetText(3),
        FunctionType = row.GetFlag(4) ? FunctionType.Json : FunctionType.Chat,
        OutputSchema = row.GetOptionalJson(5),
        Tools = ToolColumns.Read(row, 6),
    };
}
