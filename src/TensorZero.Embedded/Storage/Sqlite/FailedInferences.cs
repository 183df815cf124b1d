using System.Text;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads a page of inferences that gave no whole answer, newest first.</summary>
internal static class FailedInferences
{
    public static List<StoredFailedInference> Read(SqliteConnection connection, FailedInferenceQuery query, Guid? before, int limit)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder(
            """
            SELECT id, function_name, function_type, variant_name, episode_id, timestamp, status, error, input, output, auxiliary_content,
                inference_params, tags, processing_time_ms, ttft_ms, snapshot_hash
            FROM failed_inference
            WHERE 1
            """);
        if (query.FunctionName is { } function)
        {
            sql.Append($" AND function_name = {parameters.Add(function)}");
        }

        if (query.EpisodeId is { } episode)
        {
            sql.Append($" AND episode_id = {parameters.Add(episode)}");
        }

        if (query.Status is { } status)
        {
            sql.Append($" AND status = {parameters.Add(InferenceStatusWords.Of(status))}");
        }

        if (before is { } cursor)
        {
            sql.Append($" AND id < {parameters.Add(cursor)}");
        }

        sql.Append($" ORDER BY id DESC LIMIT {parameters.Add(limit)}");
        return SqliteRows.Read(connection, parameters, sql.ToString(), ReadRow);
    }

    private static StoredFailedInference ReadRow(SqliteDataReader reader, Guid id)
    {
        var type = ContentJsonWords.ParseFunctionType(reader.GetText(2));
        return new StoredFailedInference
        {
            InferenceId = id,
            FunctionName = reader.GetText(1),
            FunctionType = type,
            VariantName = reader.GetOptionalText(3),
            EpisodeId = reader.GetId(4),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)),
            Status = InferenceStatusWords.Parse(reader.GetText(6)),
            Error = reader.GetOptionalText(7),
            Input = reader.GetOptionalInput(8),
            Content = reader.GetContent(type == FunctionType.Chat ? 9 : 10),
            Output = type == FunctionType.Json ? reader.GetOptionalOutput(9)?.Output : null,
            Params = reader.GetParams(11),
            Tags = reader.GetTags(12),
            ProcessingTime = TimeSpan.FromMilliseconds(reader.GetInt64(13)),
            TimeToFirstToken = reader.GetOptionalDuration(14),
            ConfigurationHash = reader.GetText(15),
        };
    }
}
