using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

/// <summary>An inference as it was recorded, without its calls. The select lists of its three tables have the same columns.</summary>
internal static class InferenceRecordRow
{
    public const string Chat = $"{Common}, NULL, NULL, 'chat', 'succeeded', NULL, {ToolColumns.Names}";

    public const string Json = $"{Common}, auxiliary_content, output_schema, 'json', 'succeeded', NULL, NULL, NULL, NULL, NULL, NULL, NULL";

    public const string Failed = $"{Common}, auxiliary_content, output_schema, function_type, status, error, {ToolColumns.Names}";

    private const string Common =
        "id, function_name, variant_name, episode_id, inference_params, processing_time_ms, ttft_ms, tags, snapshot_hash, extra_body, input, output";

    private const int FirstOwnColumn = 12;
    private const int FirstToolColumn = FirstOwnColumn + 5;

    public static InferenceRecord Read(StoredRow row, Guid id)
    {
        var type = ContentJsonWords.ParseFunctionType(row.GetText(FirstOwnColumn + 2));
        return new InferenceRecord
        {
            Id = id,
            FunctionName = row.GetText(1),
            VariantName = row.GetOptionalText(2),
            EpisodeId = row.GetId(3),
            InferenceParams = row.GetParams(4),
            ProcessingTime = row.GetDuration(5),
            TimeToFirstToken = row.GetOptionalDuration(6),
            Tags = row.GetTags(7),
            SnapshotHash = row.GetText(8),
            ExtraBody = row.GetExtraBody(9),
            Input = row.GetOptionalInput(10),
            Content = row.GetContent(type == FunctionType.Chat ? 11 : FirstOwnColumn),
            JsonOutput = type == FunctionType.Json ? row.GetOptionalOutput(11)?.Output : null,
            OutputSchema = row.GetOptionalJson(FirstOwnColumn + 1),
            FunctionType = type,
            Status = InferenceStatusWords.Parse(row.GetText(FirstOwnColumn + 3)),
            Error = row.GetOptionalText(FirstOwnColumn + 4),
            ToolParams = ToolColumns.Read(row, FirstToolColumn) is { } tools ? ToolParamsRecord.Of(tools) : null,
        };
    }
}
