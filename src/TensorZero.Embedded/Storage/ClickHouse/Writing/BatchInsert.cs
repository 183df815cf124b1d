using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse.Writing;

/// <summary>
/// One batch's inserts, table by table. A table that refuses its rows takes those that it can in halves, whose tokens are those of their places
/// in the whole batch: sent again, the same halves come with the same tokens, and tables that had the whole batch before are not asked to take
/// it in other pieces.
/// </summary>
internal sealed class BatchInsert(
    ClickHouseClient client, IReadOnlyList<Record> batch, string token, IReadOnlyDictionary<string, string> snapshots)
{
    private readonly Dictionary<int, ObservabilityStoreException> _refusals = [];

    /// <returns>
    /// By place, the records that the server refuses for good. Tables that come behind the one that refused have nothing of them.
    /// </returns>
    public async Task<IReadOnlyDictionary<int, ObservabilityStoreException>> RunAsync(CancellationToken cancellationToken)
    {
        var blocks = Blocks(0, batch.Count);
        try
        {
            foreach (var table in blocks.Tables.ToArray())
            {
                if (blocks.Find(table) is { } rows && !await TryInsertAsync(rows, $"{token}/{table}", cancellationToken).ConfigureAwait(false))
                {
                    await InsertPartsAsync(table, 0, batch.Count, cancellationToken).ConfigureAwait(false);
                    blocks.Dispose();
                    blocks = Blocks(0, batch.Count);
                }
            }
        }
        finally
        {
            blocks.Dispose();
        }

        return _refusals;
    }

    /// <summary>The part was refused as a whole: halves it until what is refused is alone.</summary>
    private async Task InsertPartsAsync(string table, int start, int end, CancellationToken cancellationToken)
    {
        var middle = (start + end) / 2;
        await InsertPartAsync(table, start, middle, cancellationToken).ConfigureAwait(false);
        await InsertPartAsync(table, middle, end, cancellationToken).ConfigureAwait(false);
    }

    private async Task InsertPartAsync(string table, int start, int end, CancellationToken cancellationToken)
    {
        if (start == end)
        {
            return;
        }

        using var blocks = Blocks(start, end);
        if (blocks.Find(table) is not { } rows)
        {
            return;
        }

        try
        {
            await client.InsertAsync(rows, $"{token}/{table}/{start}-{end}", cancellationToken).ConfigureAwait(false);
        }
        catch (ObservabilityStoreException error) when (error.Failure == ObservabilityStoreFailure.Rejected)
        {
            if (end - start == 1)
            {
                _refusals.Add(start, error);
                return;
            }

            await InsertPartsAsync(table, start, end, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryInsertAsync(ClickHouseBlock rows, string name, CancellationToken cancellationToken)
    {
        try
        {
            await client.InsertAsync(rows, name, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ObservabilityStoreException error) when (error.Failure == ObservabilityStoreFailure.Rejected)
        {
            return false;
        }
    }

    /// <summary>The rows of a part of the batch, without those of refused records.</summary>
    private BatchBlocks Blocks(int start, int end)
    {
        var blocks = new BatchBlocks(client);
        try
        {
            for (var place = start; place < end; place++)
            {
                if (!_refusals.ContainsKey(place))
                {
                    blocks.Write(batch[place], snapshots);
                }
            }

            return blocks;
        }
        catch
        {
            blocks.Dispose();
            throw;
        }
    }
}
