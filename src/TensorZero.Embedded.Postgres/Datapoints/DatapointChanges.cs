using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Postgres.Writing;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Datapoints;

/// <summary>What is done to datapoints, within a transaction.</summary>
internal static class DatapointChanges
{
    private const string Table = $"{PostgresSchema.Name}.datapoint";

    public static async Task InsertAsync(
        NpgsqlConnection connection, IEnumerable<DatapointRecord> datapoints, CancellationToken cancellationToken)
    {
        using var tables = new PostgresTables();
        var rows = new DatapointRows(tables);
        foreach (var datapoint in datapoints)
        {
            rows.Write(datapoint);
            tables.WriteTags(datapoint.Id, datapoint.Tags);
        }

        await tables.WriteAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The old ids that are not there, or are stale; empty when all was done.</returns>
    public static async Task<IReadOnlyList<Guid>> ReplaceAsync(
        NpgsqlConnection connection,
        string datasetName,
        IReadOnlyList<DatapointReplacement> replacements,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var oldIds = replacements.Select(replacement => replacement.OldId).ToArray();
        var current = await LockAsync(connection, datasetName, oldIds, cancellationToken).ConfigureAwait(false);
        var missing = oldIds.Where(id => !current.Contains(id)).ToList();
        if (missing.Count == 0)
        {
            _ = await StaleAsync(connection, datasetName, oldIds, now, cancellationToken).ConfigureAwait(false);
            await InsertAsync(connection, replacements.Select(replacement => replacement.New), cancellationToken).ConfigureAwait(false);
        }

        return missing;
    }

    public static async Task<bool> RenameAsync(
        NpgsqlConnection connection, string datasetName, Guid id, string? name, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            UPDATE {Table} SET name = {(name is null ? "NULL" : parameters.Add(name))}
            WHERE id = {parameters.Add(id)} AND dataset_name = {parameters.Add(datasetName)} AND staled_at IS NULL
            """;
        return await PostgresRows.ExecuteAsync(connection, parameters, sql, cancellationToken).ConfigureAwait(false) > 0;
    }

    public static async Task<long> StaleAsync(
        NpgsqlConnection connection, string datasetName, IReadOnlyList<Guid>? ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var among = ids is null ? "" : $" AND id = ANY ({parameters.Add(ids)})";
        var sql = $"""
            UPDATE {Table} SET staled_at = {parameters.Add(now)}
            WHERE dataset_name = {parameters.Add(datasetName)} AND staled_at IS NULL{among}
            """;
        return await PostgresRows.ExecuteAsync(connection, parameters, sql, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Those that are not stale; another node that replaces the same ones waits until this one is done.</summary>
    private static async Task<HashSet<Guid>> LockAsync(
        NpgsqlConnection connection, string datasetName, Guid[] ids, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            SELECT id FROM {Table}
            WHERE id = ANY ({parameters.Add(ids)}) AND dataset_name = {parameters.Add(datasetName)} AND staled_at IS NULL
            ORDER BY id FOR UPDATE
            """;
        return [.. await PostgresRows.ReadAsync(connection, parameters, sql, static (_, id) => id, cancellationToken).ConfigureAwait(false)];
    }
}
