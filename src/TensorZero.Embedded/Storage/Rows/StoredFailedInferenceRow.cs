using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal static class StoredFailedInferenceRow
{
    public const string Columns =
        """
        id, function_name, function_type, variant_name, episode_id, timestamp, status, error, input, output, auxiliary_content,
        inference_params, tags, processing_time_ms, ttft_ms, snapshot_hash
        """;

    public static StoredFailedInference Read(StoredRow row, Guid id)
    {
        var type = ContentJsonWords.ParseFunctionType(row.GetText(2));
        return new StoredFailedInference
        {
            InferenceId = id,
            FunctionName = row.GetText(1),
            FunctionType = type,
            VariantName = row.GetOptionalText(3),
            EpisodeId = row.GetId(4),
            Timestamp = row.GetTime(5),
            Status = InferenceStatusWords.Parse(row.GetText(6)),
            Error = row.GetOptionalText(7),
            Input = row.GetOptionalInput(8),
            Content = row.GetContent(type == FunctionType.Chat ? 9 : 10),
            Output = type == FunctionType.Json ? row.GetOptionalOutput(9)?.Output : null,
            Params = row.GetParams(11),
            Tags = row.GetTags(12),
            ProcessingTime = row.GetDuration(13),
            TimeToFirstToken = row.GetOptionalDuration(14),
            ConfigurationHash = row.GetText(15),
        };
    }
}
