using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Reads episodes by their ids, a page at a time, from the table that is sorted by them.</summary>
internal static class EpisodePages
{
    /// <summary>How many episodes are read at once.</summary>
    public const int Size = 5000;

    /// <summary>The rows of an episode stand together, so that no more than these are in the server's memory at once.</summary>
    private const string InOrder = "SETTINGS optimize_aggregation_in_order = 1";

    /// <param name="client">The database.</param>
    /// <param name="functionName">Only episodes with an inference of this function; null for all.</param>
    /// <param name="page">Which of them.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<List<StoredEpisode>> ReadAsync(
        ClickHouseClient client, string? functionName, IdPage page, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        string Than(string comparison, Guid? id) =>
            id is { } bound ? $" AND episode_id_uint {comparison} {IdSql.Key(parameters.Add(bound))}" : "";
        var sql =
            $"""
            SELECT {IdSql.OfKey("episode_id_uint")}, uniqExact(i.id_uint), {IdSql.OfKey("min(i.id_uint)")}, {IdSql.OfKey("max(i.id_uint)")}
            FROM InferenceByEpisodeId i
            WHERE 1{Than("<", page.Below)}{Than(">", page.Above)}
            GROUP BY episode_id_uint
            {(functionName is null ? "" : $"HAVING countIf(i.function_name = {parameters.Add(functionName)}) > 0")}
            ORDER BY episode_id_uint {page.Order} LIMIT {parameters.Add(page.Size)}
            {InOrder}
            """;
        return await client.ListAsync(sql, parameters, ReadRow, cancellationToken).ConfigureAwait(false);
    }

    public static Task<long> CountAsync(ClickHouseClient client, string? functionName, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var condition = $"episode_id_uint < {IdSql.Key(parameters.Add(WorkflowEpisodeIds.First))}"
            + (functionName is null ? "" : $" AND function_name = {parameters.Add(functionName)}");
        return client.FindAsync(
            $"SELECT count() FROM (SELECT 1 FROM InferenceByEpisodeId WHERE {condition} GROUP BY episode_id_uint) {InOrder}",
            parameters,
            static row => row.GetInt64(0),
            cancellationToken);
    }

    private static StoredEpisode ReadRow(ClickHouseRow row)
    {
        var (first, last) = (row.GetId(2), row.GetId(3));
        return new StoredEpisode(
            row.GetId(0), row.GetInt64(1), first, last, UuidV7Source.TimestampOf(first), UuidV7Source.TimestampOf(last));
    }
}
