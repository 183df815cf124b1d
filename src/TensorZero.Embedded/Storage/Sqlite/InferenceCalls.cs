using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads the provider calls of an inference, those that answered and those that failed.</summary>
internal static class InferenceCalls
{
    public static IReadOnlyList<StoredModelInference> ReadAnswered(SqliteConnection connection, Guid inferenceId) =>
        ReadAll(
            connection,
            """
            SELECT id, inference_id, model_name, model_provider_name, provider_type, timestamp, raw_request, raw_response, system,
                input_messages, output, input_tokens, output_tokens, provider_cache_read_input_tokens,
                provider_cache_write_input_tokens, cost_nano_usd, response_time_ms, ttft_ms, finish_reason, cached
            FROM model_inference WHERE inference_id = $p0 ORDER BY id
            """,
            inferenceId,
            static (reader, id) => new StoredModelInference
            {
                ModelInferenceId = id,
                InferenceId = reader.GetId(1),
                ModelName = reader.GetText(2),
                ProviderName = reader.GetText(3),
                ProviderType = reader.GetText(4),
                Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)),
                RawRequest = reader.GetOptionalText(6),
                RawResponse = reader.GetOptionalText(7),
                System = reader.GetOptionalText(8),
                InputMessages = reader.GetOptionalJson(9) is { } messages ? ContentJson.ReadMessages(messages) : [],
                Content = reader.GetContent(10),
                Usage = new Usage(
                    reader.GetOptionalNumber(11),
                    reader.GetOptionalNumber(12),
                    reader.GetOptionalNumber(13),
                    reader.GetOptionalNumber(14),
                    NanoDollars.ToDollars(reader.GetOptionalNumber(15))),
                ResponseTime = reader.GetOptionalDuration(16),
                TimeToFirstToken = reader.GetOptionalDuration(17),
                FinishReason = reader.GetOptionalText(18) is { } reason ? ContentJsonWords.ParseFinishReason(reason) : null,
                Cached = reader.GetInt64(19) != 0,
            });

    public static IReadOnlyList<StoredFailedCall> ReadFailed(SqliteConnection connection, Guid inferenceId) =>
        ReadAll(
            connection,
            """
            SELECT id, inference_id, variant_name, model_name, model_provider_name, provider_type, timestamp, failure, error, status_code,
                raw_request, raw_response, response_time_ms
            FROM failed_call WHERE inference_id = $p0 ORDER BY id
            """,
            inferenceId,
            static (reader, id) => new StoredFailedCall
            {
                CallId = id,
                InferenceId = reader.GetId(1),
                VariantName = reader.GetText(2),
                ModelName = reader.GetText(3),
                ProviderName = reader.GetText(4),
                ProviderType = reader.GetText(5),
                Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(6)),
                Failure = reader.GetText(7),
                Error = reader.GetText(8),
                StatusCode = (int?)reader.GetOptionalNumber(9),
                RawRequest = reader.GetOptionalText(10),
                RawResponse = reader.GetOptionalText(11),
                ResponseTime = reader.GetOptionalDuration(12),
            });

    private static List<T> ReadAll<T>(SqliteConnection connection, string sql, Guid inferenceId, Func<SqliteDataReader, Guid, T> readRow)
    {
        var parameters = new SqliteParameters();
        _ = parameters.Add(inferenceId);
        return SqliteRows.Read(connection, parameters, sql, readRow);
    }
}
