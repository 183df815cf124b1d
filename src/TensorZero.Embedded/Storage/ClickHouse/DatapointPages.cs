using System.Text;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Reads datapoints: first their ids, then a page of them at a time. Ids grow with time, so their order is that of the versions.</summary>
internal static class DatapointPages
{
    /// <summary>How many datapoints are read at once.</summary>
    public const int Size = 100;

    /// <summary>How many ids are read at once.</summary>
    public const int LotSize = 10_000;

    /// <summary>The datapoints with these ids, stale ones included, in the order of the ids.</summary>
    /// <param name="client">The database.</param>
    /// <param name="ids">Which.</param>
    /// <param name="condition">What else must hold of a row with the alias <c>i</c>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<List<DatapointRecord>> ReadAsync(
        ClickHouseClient client, IReadOnlyList<Guid> ids, string condition, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, DatapointRecord>(ids.Count);
        foreach (var chunk in ids.Chunk(Size))
        {
            foreach (var table in DatapointTable.Both)
            {
                var parameters = new ClickHouseParameters();
                var sql =
                    $"""
                    SELECT {table.Columns} FROM {table.Name} i FINAL
                    WHERE {IdSql.IdIn("i.id", parameters.Add(chunk))} AND {condition}
                    """;
                await foreach (var datapoint in client
                    .QueryAsync(sql, parameters, static row => row.Read(DatapointRow.Read), cancellationToken)
                    .ConfigureAwait(false))
                {
                    found[datapoint.Id] = datapoint;
                }
            }
        }

        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>Those of the ids that are there.</summary>
    public static async Task<HashSet<Guid>> FindIdsAsync(ClickHouseClient client, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var found = new HashSet<Guid>();
        foreach (var chunk in ids.Chunk(LotSize))
        {
            var parameters = new ClickHouseParameters();
            var sql = FromBoth("i.id", IdSql.IdIn("i.id", parameters.Add(chunk)));
            found.UnionWith(await client.ListAsync(sql, parameters, static row => row.GetId(0), cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    /// <param name="client">The database.</param>
    /// <param name="query">What to list.</param>
    /// <param name="last">The last id of the lot before; null for the first lot, which alone skips the query's offset.</param>
    /// <param name="size">The most ids to read.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static Task<List<Guid>> ListIdsAsync(
        ClickHouseClient client, DatapointQuery query, Guid? last, int size, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var where = Where(parameters, query);
        if (last is { } id)
        {
            where += $" AND {IdSql.Key("i.id")} {(query.NewestFirst ? "<" : ">")} {IdSql.Key(parameters.Add(id))}";
        }

        return client.ListAsync(
            $"""
            SELECT id FROM ({FromBoth("i.id AS id", where)})
            ORDER BY {IdSql.Key("id")}{(query.NewestFirst ? " DESC" : "")}
            LIMIT {parameters.Add(size)} OFFSET {parameters.Add(last is null ? query.Offset : 0)}
            """,
            parameters,
            static row => row.GetId(0),
            cancellationToken);
    }

    /// <summary>Of all datasets, stale ones included, oldest first.</summary>
    public static Task<List<Guid>> ListAllIdsAsync(ClickHouseClient client, KeyRange range, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        return client.ListAsync(
            $"""
            SELECT DISTINCT id FROM ({FromBoth("i.id AS id", range.Condition(parameters, IdSql.Key("i.id")))})
            ORDER BY {IdSql.Key("id")} LIMIT {parameters.Add(range.Size)}
            """,
            parameters,
            static row => row.GetId(0),
            cancellationToken);
    }

    public static Task<long> CountAsync(ClickHouseClient client, DatapointQuery query, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        return client.FindAsync(
            $"SELECT count() FROM ({FromBoth("1", Where(parameters, query))})", parameters, static row => row.GetInt64(0), cancellationToken);
    }

    public static Task<List<DatasetRecord>> ReadDatasetsAsync(
        ClickHouseClient client, string? functionName, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var where = Where(parameters, new DatapointQuery { FunctionName = functionName });
        return client.ListAsync(
            $"""
            SELECT dataset_name, count(), toUnixTimestamp64Milli(max(updated_at))
            FROM ({FromBoth("i.dataset_name AS dataset_name, i.updated_at AS updated_at", where)})
            GROUP BY dataset_name ORDER BY dataset_name
            """,
            parameters,
            static row => new DatasetRecord(row.GetText(0), row.GetInt64(1), row.GetTime(2)),
            cancellationToken);
    }

    private static string FromBoth(string columns, string where) =>
        string.Join("\nUNION ALL\n", DatapointTable.Both.Select(table => $"SELECT {columns} FROM {table.Name} i FINAL WHERE {where}"));

    private static string Where(ClickHouseParameters parameters, DatapointQuery query)
    {
        var sql = new StringBuilder("i.staled_at IS NULL");
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
            sql.Append($" AND {new ClickHouseFilter(parameters, IdSql.Key("i.id"), HasTag).Condition(filter)}");
        }

        return sql.ToString();
    }

    private static string HasTag(string key, string comparison, string value) =>
        $"(mapContains(i.tags, {key}) AND i.tags[{key}] {comparison} {value})";
}
