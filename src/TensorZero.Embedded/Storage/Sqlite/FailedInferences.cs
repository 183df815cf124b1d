using System.Text;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads a page of inferences that gave no whole answer, newest first.</summary>
internal static class FailedInferences
{
    public static List<StoredFailedInference> Read(SqliteConnection connection, FailedInferenceQuery query, Guid? before, int limit)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder(
            $"SELECT {StoredFailedInferenceRow.Columns} FROM failed_inference WHERE 1");
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
        return SqliteRows.Read(connection, parameters, sql.ToString(), StoredFailedInferenceRow.Read);
    }
}
