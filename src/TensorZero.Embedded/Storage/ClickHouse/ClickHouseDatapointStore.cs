using System.Runtime.CompilerServices;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Datapoints of every dataset, in TensorZero's two tables. What a call writes into one table is there whole or not at all; a call with
/// datapoints of chat functions and of JSON functions writes the ones after the others. ClickHouse has no transactions: of two processes that
/// replace the same version at the same time, neither learns of the other.
/// </summary>
internal sealed class ClickHouseDatapointStore(ClickHouseClient client, TimeProvider time) : IDatapointStore, IDisposable
{
    private const string Current = "i.staled_at IS NULL";

    /// <summary>Writes look first: within this process, one at a time.</summary>
    private readonly SemaphoreSlim _writes = new(1);

    /// <summary>Each write has a name of its own: the same rows may be written again, after others, and mean something then.</summary>
    private readonly UuidV7Source _tokens = new(time, new Random());

    public async ValueTask AddAsync(IReadOnlyList<DatapointRecord> datapoints, CancellationToken cancellationToken) =>
        await WriteAsync(
            async () =>
            {
                var known = await DatapointPages
                    .FindIdsAsync(client, [.. datapoints.Select(datapoint => datapoint.Id)], cancellationToken)
                    .ConfigureAwait(false);
                var added = datapoints.Where(datapoint => !known.Contains(datapoint.Id)).DistinctBy(datapoint => datapoint.Id);
                await InsertAsync([.. added], [], cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<DatapointRecord>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        await DatapointPages.ReadAsync(client, ids, "1", cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<DatapointRecord> ListAsync(
        DatapointQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = query.Limit ?? int.MaxValue;
        Guid? last = null;
        while (left > 0)
        {
            var size = Math.Min(left, DatapointPages.LotSize);
            var ids = await DatapointPages.ListIdsAsync(client, query, last, size, cancellationToken).ConfigureAwait(false);
            foreach (var page in ids.Chunk(DatapointPages.Size))
            {
                foreach (var datapoint in await DatapointPages.ReadAsync(client, page, Current, cancellationToken).ConfigureAwait(false))
                {
                    yield return datapoint;
                }
            }

            left = ids.Count < size ? 0 : left - ids.Count;
            last = ids.Count == 0 ? last : ids[^1];
        }
    }

    public async ValueTask<long> CountAsync(DatapointQuery query, CancellationToken cancellationToken) =>
        await DatapointPages.CountAsync(client, query, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<Guid>> ReplaceAsync(
        string datasetName, IReadOnlyList<DatapointReplacement> replacements, CancellationToken cancellationToken) =>
        await WriteAsync(
            async () =>
            {
                var oldIds = replacements.Select(replacement => replacement.OldId).ToArray();
                var stale = new List<RewrittenDatapoint>();
                foreach (var chunk in oldIds.Chunk(DatapointPages.Size))
                {
                    stale.AddRange(await StaleAsync(datasetName, chunk, cancellationToken).ConfigureAwait(false));
                }

                var current = stale.Select(row => row.Id).ToHashSet();
                var missing = oldIds.Where(id => !current.Contains(id)).ToList();
                if (missing.Count == 0)
                {
                    await InsertAsync([.. replacements.Select(replacement => replacement.New)], stale, cancellationToken).ConfigureAwait(false);
                }

                return missing;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> RenameAsync(string datasetName, Guid id, string? name, CancellationToken cancellationToken) =>
        await RewriteAsync(
            datasetName,
            [id],
            parameters => $"{(name is null ? "CAST(NULL, 'Nullable(String)')" : parameters.Add(name))} AS name",
            cancellationToken).ConfigureAwait(false) > 0;

    public async ValueTask<long> DeleteAsync(string datasetName, IReadOnlyList<Guid>? ids, CancellationToken cancellationToken)
    {
        if (ids is null)
        {
            return await RewriteAsync(datasetName, null, Staled, cancellationToken).ConfigureAwait(false);
        }

        var deleted = 0L;
        foreach (var chunk in ids.Distinct().Chunk(DatapointPages.LotSize))
        {
            deleted += await RewriteAsync(datasetName, chunk, Staled, cancellationToken).ConfigureAwait(false);
        }

        return deleted;
    }

    public async ValueTask<IReadOnlyList<DatasetRecord>> ListDatasetsAsync(string? functionName, CancellationToken cancellationToken) =>
        await DatapointPages.ReadDatasetsAsync(client, functionName, cancellationToken).ConfigureAwait(false);

    public void Dispose() => _writes.Dispose();

    private string Staled(ClickHouseParameters parameters) => $"{parameters.Add(time.GetUtcNow())} AS staled_at";

    /// <summary>Writes datapoints of a dataset that are not stale anew, on the server.</summary>
    /// <returns>How many there were.</returns>
    private async Task<long> RewriteAsync(
        string datasetName, Guid[]? ids, Func<ClickHouseParameters, string> change, CancellationToken cancellationToken) =>
        await WriteAsync(
            async () =>
            {
                var rewritten = 0L;
                foreach (var table in DatapointTable.Both)
                {
                    var parameters = new ClickHouseParameters();
                    var condition = Among(parameters, datasetName, ids);
                    var count = await client
                        .FindAsync(
                            $"SELECT count() FROM {table.Name} i FINAL WHERE {condition}",
                            parameters,
                            static row => row.GetInt64(0),
                            cancellationToken)
                        .ConfigureAwait(false);
                    if (count > 0)
                    {
                        var sql = $"INSERT INTO {table.Name} {table.Anew(change(parameters), condition)}";
                        await client.ExecuteAsync(sql, parameters, ClickHouseScope.Database, cancellationToken).ConfigureAwait(false);
                        rewritten += count;
                    }
                }

                return rewritten;
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>The rows that make datapoints of a dataset stale.</summary>
    private async Task<List<RewrittenDatapoint>> StaleAsync(string datasetName, Guid[] ids, CancellationToken cancellationToken)
    {
        var stale = new List<RewrittenDatapoint>();
        foreach (var table in DatapointTable.Both)
        {
            var parameters = new ClickHouseParameters();
            var anew = table.Anew(Staled(parameters), Among(parameters, datasetName, ids));
            stale.AddRange(await client
                .ListAsync(
                    $"SELECT id, formatRowNoNewline('JSONEachRow', *) FROM ({anew})",
                    parameters,
                    row => new RewrittenDatapoint(row.GetId(0), table, row.GetText(1)),
                    cancellationToken)
                .ConfigureAwait(false));
        }

        return stale;
    }

    private async Task InsertAsync(
        IReadOnlyList<DatapointRecord> datapoints, IReadOnlyList<RewrittenDatapoint> rewritten, CancellationToken cancellationToken)
    {
        foreach (var table in DatapointTable.Both)
        {
            using var block = client.NewBlock(table.Name);
            foreach (var row in rewritten.Where(row => row.Table == table))
            {
                block.WriteRow(row.Json);
            }

            foreach (var datapoint in datapoints.Where(datapoint => datapoint.FunctionType == table.FunctionType))
            {
                DatapointBlock.Write(block, datapoint);
            }

            if (block.RowCount > 0)
            {
                await client.InsertAsync(block, _tokens.Next().ToString(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string Among(ClickHouseParameters parameters, string datasetName, Guid[]? ids) =>
        $"i.dataset_name = {parameters.Add(datasetName)} AND {Current}"
        + (ids is null ? "" : $" AND {IdSql.IdIn("i.id", parameters.Add(ids))}");

    private async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        await _writes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await write().ConfigureAwait(false);
        }
        finally
        {
            _writes.Release();
        }
    }

    /// <param name="Id">The datapoint.</param>
    /// <param name="Table">Where it stands.</param>
    /// <param name="Json">Its row, as it is to be written.</param>
    private sealed record RewrittenDatapoint(Guid Id, DatapointTable Table, string Json);
}
