using System.Text;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Reading;

/// <summary>Reads a page of inferences that gave no whole answer, newest first.</summary>
internal static class FailedInferences
{
    public static Task<List<StoredFailedInference>> ReadAsync(
        NpgsqlConnection connection, FailedInferenceQuery query, Guid? before, int limit, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = new StringBuilder($"SELECT {StoredFailedInferenceRow.Columns} FROM {PostgresSchema.Name}.failed_inference WHERE true");
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
        return PostgresRows.ReadAsync(connection, parameters, sql.ToString(), StoredFailedInferenceRow.Read, cancellationToken);
    }
}
