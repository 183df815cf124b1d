using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Rows;

internal static class StoredModelInferenceRow
{
    /// <summary>To be followed by the column of the cost.</summary>
    public const string Columns =
        """
        id, inference_id, model_name, model_provider_name, provider_type, timestamp, raw_request, raw_response, system,
        input_messages, output, input_tokens, output_tokens, provider_cache_read_input_tokens,
        provider_cache_write_input_tokens, response_time_ms, ttft_ms, finish_reason, cached
        """;

    private const int CostColumn = 19;

    public static StoredModelInference Read(StoredRow row, Guid id) => new()
    {
        ModelInferenceId = id,
        InferenceId = row.GetId(1),
        ModelName = row.GetText(2),
        ProviderName = row.GetText(3),
        ProviderType = row.GetText(4),
        Timestamp = row.GetTime(5),
        RawRequest = row.GetOptionalText(6),
        RawResponse = row.GetOptionalText(7),
        System = row.GetOptionalText(8),
        InputMessages = row.GetOptionalJson(9) is { } messages ? ContentJson.ReadMessages(messages) : [],
        Content = row.GetContent(10),
        Usage = ReadUsage(row, first: 11, CostColumn),
        ResponseTime = row.GetOptionalDuration(15),
        TimeToFirstToken = row.GetOptionalDuration(16),
        FinishReason = row.GetOptionalText(17) is { } reason ? ContentJsonWords.ParseFinishReason(reason) : null,
        Cached = row.GetFlag(18),
    };

    private static Usage ReadUsage(StoredRow row, int first, int cost) => new(
        row.GetOptionalNumber(first),
        row.GetOptionalNumber(first + 1),
        row.GetOptionalNumber(first + 2),
        row.GetOptionalNumber(first + 3),
        row.GetOptionalMoney(cost));
}
