using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Datapoints of every dataset, one row for each version.</summary>
internal sealed class SqliteDatapointStore(SqliteReads reads, SqliteWrites writes, TimeProvider time) : IDatapointStore
{
    public async ValueTask AddAsync(IReadOnlyList<DatapointRecord> datapoints, CancellationToken cancellationToken) =>
        await writes.RunAsync(
            connection =>
            {
                Insert(connection, datapoints);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<DatapointRecord>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => DatapointPages.Read(connection, ids), cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<DatapointRecord> ListAsync(
        DatapointQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = query.Limit ?? int.MaxValue;
        Guid? last = null;
        while (left > 0)
        {
            var size = Math.Min(left, DatapointPages.Size);
            var page = await reads
                .RunAsync(connection => DatapointPages.Read(connection, query, last, size), cancellationToken)
                .ConfigureAwait(false);
            foreach (var datapoint in page)
            {
                yield return datapoint;
            }

            left = page.Count < size ? 0 : left - page.Count;
            last = page.Count == 0 ? last : page[^1].Id;
        }
    }

    public async ValueTask<long> CountAsync(DatapointQuery query, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => DatapointPages.Count(connection, query), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<Guid>> ReplaceAsync(
        string datasetName, IReadOnlyList<DatapointReplacement> replacements, CancellationToken cancellationToken) =>
        await writes.RunAsync(connection => Replace(connection, datasetName, replacements), cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> RenameAsync(string datasetName, Guid id, string? name, CancellationToken cancellationToken) =>
        await writes.RunAsync(
            connection =>
            {
                var parameters = new SqliteParameters();
                var sql = $"""
                    UPDATE datapoint SET name = {(name is null ? "NULL" : parameters.Add(name))}
                    WHERE id = {parameters.Add(id)} AND dataset_name = {parameters.Add(datasetName)} AND staled_at IS NULL
                    """;
                using var command = parameters.CreateCommand(connection, sql);
                return command.ExecuteNonQuery() > 0;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> DeleteAsync(string datasetName, IReadOnlyList<Guid>? ids, CancellationToken cancellationToken) =>
        await writes.RunAsync(connection => Stale(connection, datasetName, ids), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<DatasetRecord>> ListDatasetsAsync(string? functionName, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => DatapointPages.ReadDatasets(connection, functionName), cancellationToken).ConfigureAwait(false);

    private List<Guid> Replace(SqliteConnection connection, string datasetName, IReadOnlyList<DatapointReplacement> replacements)
    {
        var oldIds = replacements.Select(replacement => replacement.OldId).ToArray();
        var current = DatapointPages.Read(connection, oldIds)
            .Where(datapoint => datapoint.DatasetName == datasetName && datapoint.StaledAt is null)
            .Select(datapoint => datapoint.Id)
            .ToHashSet();
        var missing = oldIds.Where(id => !current.Contains(id)).ToList();
        if (missing.Count == 0)
        {
            _ = Stale(connection, datasetName, oldIds);
            Insert(connection, replacements.Select(replacement => replacement.New));
        }

        return missing;
    }

    private static void Insert(SqliteConnection connection, IEnumerable<DatapointRecord> datapoints)
    {
        using var tables = new SqliteTables(connection);
        var rows = new DatapointRows(tables);
        foreach (var datapoint in datapoints)
        {
            rows.Write(datapoint);
        }
    }

    private long Stale(SqliteConnection connection, string datasetName, IReadOnlyList<Guid>? ids)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return ids is null
            ? Stale(connection, datasetName, now, ids: null)
            : ids.Chunk(DatapointPages.Size).Sum(chunk => Stale(connection, datasetName, now, chunk));
    }

    private static long Stale(SqliteConnection connection, string datasetName, long now, Guid[]? ids)
    {
        var parameters = new SqliteParameters();
        var among = ids is null ? "" : $" AND id IN ({string.Join(", ", ids.Select(parameters.Add))})";
        var sql = $"""
            UPDATE datapoint SET staled_at = {parameters.Add(now)}
            WHERE dataset_name = {parameters.Add(datasetName)} AND staled_at IS NULL{among}
            """;
        using var command = parameters.CreateCommand(connection, sql);
        return command.ExecuteNonQuery();
    }
}
