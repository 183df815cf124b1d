namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>A piece of what is sorted by id.</summary>
/// <param name="After">The id before the first; null from the beginning.</param>
/// <param name="Until">The greatest id; null for no bound.</param>
/// <param name="Size">How many at most.</param>
internal readonly record struct KeyRange(Guid? After, Guid? Until, int Size)
{
    public bool Includes(Guid id) => !(After is { } after && id.CompareTo(after) <= 0) && !(Until is { } until && id.CompareTo(until) > 0);

    /// <summary>As a condition on a key.</summary>
    public string Condition(ClickHouseParameters parameters, string key) =>
        (After is { } after ? $"{key} > {IdSql.Key(parameters.Add(after))}" : "1")
        + (Until is { } until ? $" AND {key} <= {IdSql.Key(parameters.Add(until))}" : "");

    /// <summary>
    /// The same, cut behind its last row: finding that out from the ids alone spares the server sorting whole rows. Null when there are no rows.
    /// </summary>
    /// <param name="client">The database.</param>
    /// <param name="tables">The tables whose rows are read, each with a column <c>id</c>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<KeyRange?> CutAsync(ClickHouseClient client, IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        var (parameters, range) = (new ClickHouseParameters(), this);
        var keys = string.Join("\nUNION ALL\n", tables.Select(table =>
            $"SELECT {IdSql.Key("id")} AS key FROM {table} WHERE {range.Condition(parameters, IdSql.Key("id"))}"));
        var (rows, last) = await client
            .FindAsync(
                $"SELECT count(), {IdSql.OfKey("max(key)")} FROM (SELECT DISTINCT key FROM ({keys}) ORDER BY key LIMIT {parameters.Add(Size)})",
                parameters,
                static row => (row.GetInt64(0), row.GetId(1)),
                cancellationToken)
            .ConfigureAwait(false);
        return rows == 0 ? null : this with { Until = last };
    }
}
