using System.Text;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Reading;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Datapoints;

/// <summary>Reads datapoints, a page at a time. Ids grow with time, so their order is that of the versions.</summary>
internal static class DatapointPages
{
    /// <summary>How many datapoints are read at once.</summary>
    public const int Size = 100;

    private const string Table = $"{PostgresSchema.Name}.datapoint";

    private const string Select = $"SELECT {DatapointRow.Columns} FROM {Table} i ";

    /// <summary>The datapoints with these ids, stale ones included, in the order of the ids.</summary>
    public static async Task<List<DatapointRecord>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, DatapointRecord>(ids.Count);
        foreach (var chunk in ids.Chunk(Size))
        {
            var parameters = new PostgresParameters();
            var sql = $"{Select}WHERE i.id = ANY ({parameters.Add(chunk)})";
            foreach (var datapoint in await PostgresRows
                .ReadAsync(connection, parameters, sql, DatapointRow.Read, cancellationToken)
                .ConfigureAwait(false))
            {
                found[datapoint.Id] = datapoint;
            }
        }

        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <param name="connection">Where to read.</param>
    /// <param name="query">What to list.</param>
    /// <param name="last">The last one of the page before; null for the first page, which alone skips the query's offset.</param>
    /// <param name="size">The most datapoints to read.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static Task<List<DatapointRecord>> ReadAsync(
        NpgsqlConnection connection, DatapointQuery query, Guid? last, int size, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = new StringBuilder(Select);
        AppendWhere(sql, parameters, query);
        if (last is { } id)
        {
            sql.Append($" AND i.id {(query.NewestFirst ? "<" : ">")} {parameters.Add(id)}");
        }

        sql.Append($" ORDER BY i.id{(query.NewestFirst ? " DESC" : "")} LIMIT {size} OFFSET {(last is null ? query.Offset : 0)}");
        return PostgresRows.ReadAsync(connection, parameters, sql.ToString(), DatapointRow.Read, cancellationToken);
    }

    /// <summary>Of all datasets, stale ones included.</summary>
    public static Task<List<DatapointRecord>> ReadAllAsync(NpgsqlConnection connection, IdRange range, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"{Select}WHERE {range.Condition(parameters, "i.id")} ORDER BY i.id LIMIT {range.Size}";
        return PostgresRows.ReadAsync(connection, parameters, sql, DatapointRow.Read, cancellationToken);
    }

    public static Task<long> CountAsync(NpgsqlConnection connection, DatapointQuery query, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = new StringBuilder($"SELECT count(*) FROM {Table} i ");
        AppendWhere(sql, parameters, query);
        return PostgresRows.CountAsync(connection, parameters, sql.ToString(), cancellationToken);
    }

    public static async Task<List<DatasetRecord>> ReadDatasetsAsync(
        NpgsqlConnection connection, string? functionName, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            SELECT dataset_name, count(*), max(updated_at) FROM {Table}
            WHERE staled_at IS NULL{(functionName is null ? "" : $" AND function_name = {parameters.Add(functionName)}")}
            GROUP BY dataset_name ORDER BY dataset_name
            """;
        var datasets = new List<DatasetRecord>();
        await PostgresRows
            .ForEachAsync(
                connection,
                parameters,
                sql,
                row => datasets.Add(new DatasetRecord(row.GetText(0), row.GetInt64(1), row.GetTime(2))),
                cancellationToken)
            .ConfigureAwait(false);
        return datasets;
    }

    private static void AppendWhere(StringBuilder sql, PostgresParameters parameters, DatapointQuery query)
    {
        sql.Append("WHERE i.staled_at IS NULL");
        if (query.DatasetName is { } dataset)
        {
            sql.Append($" AND i.dataset_name = {parameters.Add(dataset)}");
        }

        if (query.FunctionName is { } function)
        {
            sql.Append($" AND i.function_name = {parameters.Add(function)}");
        }

        if (query.Filter is { } filter)
        {
            sql.Append(" AND ");
            PostgresFilter.Append(sql, parameters, filter);
        }
    }
}
