using System.Text;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Reads a page of inferences that gave no whole answer, newest first.</summary>
internal static class FailedInferences
{
    /// <summary>As <see cref="StoredFailedInferenceRow.Columns"/>.</summary>
    private static readonly string Columns =
        $"""
        i.id, i.function_name, i.function_type, nullIf(i.variant_name, ''), i.episode_id, {IdSql.TimeOf("i.id")}, i.status,
        nullIf(i.error, ''),
        nullIf(i.input, ''), nullIf(i.output, ''), nullIf(i.auxiliary_content, ''), i.inference_params, i.tags, ifNull(i.processing_time_ms, 0), i.ttft_ms,
        {RowColumns.SnapshotHash}
        """;

    public static Task<List<StoredFailedInference>> ReadAsync(
        ClickHouseClient client, FailedInferenceQuery query, Guid? before, int limit, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var sql = new StringBuilder($"SELECT {Columns} FROM EmbeddedFailedInference i WHERE 1");
        if (query.FunctionName is { } function)
        {
            sql.Append($" AND i.function_name = {parameters.Add(function)}");
        }

        if (query.EpisodeId is { } episode)
        {
            sql.Append($" AND i.episode_id = {parameters.Add(episode)}");
        }

        if (query.Status is { } status)
        {
            sql.Append($" AND i.status = {parameters.Add(InferenceStatusWords.Of(status))}");
        }

        if (before is { } cursor)
        {
            sql.Append($" AND {IdSql.Key("i.id")} < {IdSql.Key(parameters.Add(cursor))}");
        }

        sql.Append($"\nORDER BY {IdSql.Key("i.id")} DESC LIMIT 1 BY i.id LIMIT {parameters.Add(limit)}");
        return client.ListAsync(sql.ToString(), parameters, static row => row.Read(StoredFailedInferenceRow.Read), cancellationToken);
    }
}
