using System.Text;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads datapoints, a page at a time. Ids grow with time, so their order is that of the versions.</summary>
internal static class DatapointPages
{
    /// <summary>How many datapoints are read at once.</summary>
    public const int Size = 100;

    private const string Select = $"SELECT {DatapointRow.Columns} FROM datapoint i ";

    /// <summary>The datapoints with these ids, stale ones included, in the order of the ids.</summary>
    public static List<DatapointRecord> Read(SqliteConnection connection, IReadOnlyList<Guid> ids)
    {
        var found = new Dictionary<Guid, DatapointRecord>(ids.Count);
        foreach (var chunk in ids.Chunk(Size))
        {
            var parameters = new SqliteParameters();
            var sql = $"{Select}WHERE i.id IN ({string.Join(", ", chunk.Select(parameters.Add))})";
            foreach (var datapoint in SqliteRows.Read(connection, parameters, sql, DatapointRow.Read))
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
    public static List<DatapointRecord> Read(SqliteConnection connection, DatapointQuery query, Guid? last, int size)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder(Select);
        AppendWhere(sql, parameters, query);
        if (last is { } id)
        {
            sql.Append($" AND i.id {(query.NewestFirst ? "<" : ">")} {parameters.Add(id)}");
        }

        sql.Append($" ORDER BY i.id{(query.NewestFirst ? " DESC" : "")} LIMIT {size} OFFSET {(last is null ? query.Offset : 0)}");
        return SqliteRows.Read(connection, parameters, sql.ToString(), DatapointRow.Read);
    }

    /// <summary>Of all datasets, stale ones included, oldest first.</summary>
    public static IReadOnlyList<DatapointRecord> ReadAll(SqliteConnection connection, IdRange range)
    {
        var parameters = new SqliteParameters();
        var sql = $"{Select}WHERE {range.Condition(parameters, "i.id")} ORDER BY i.id LIMIT {range.Size}";
        return SqliteRows.Read(connection, parameters, sql, DatapointRow.Read);
    }

    public static long Count(SqliteConnection connection, DatapointQuery query)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder("SELECT count(*) FROM datapoint i ");
        AppendWhere(sql, parameters, query);
        using var command = parameters.CreateCommand(connection, sql.ToString());
        return (long)command.ExecuteScalar()!;
    }

    public static List<DatasetRecord> ReadDatasets(SqliteConnection connection, string? functionName)
    {
        var parameters = new SqliteParameters();
        var sql = $"""
            SELECT dataset_name, count(*), max(updated_at) FROM datapoint
            WHERE staled_at IS NULL{(functionName is null ? "" : $" AND function_name = {parameters.Add(functionName)}")}
            GROUP BY dataset_name ORDER BY dataset_name
            """;
        using var command = parameters.CreateCommand(connection, sql);
        using var reader = command.ExecuteReader();
        var datasets = new List<DatasetRecord>();
        while (reader.Read())
        {
            datasets.Add(new DatasetRecord(reader.GetText(0), reader.GetInt64(1), reader.GetOptionalTime(2)!.Value));
        }

        return datasets;
    }

    private static void AppendWhere(StringBuilder sql, SqliteParameters parameters, DatapointQuery query)
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
            SqliteFilter.Append(sql, parameters, filter);
        }
    }
}
