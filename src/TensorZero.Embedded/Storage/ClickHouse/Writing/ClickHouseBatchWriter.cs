using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse.Writing;

/// <summary>
/// Writes batches. ClickHouse has no transactions: a batch is one insert for each table, named by the batch's token, and sent again it adds
/// what is missing in tables and views. When all of it is there, its token is written down.
/// </summary>
internal sealed class ClickHouseBatchWriter(ClickHouseClient client)
{
    private const string ArrivedTable = "EmbeddedJournalBatch";

    public async Task WriteAsync(IReadOnlyList<Record> batch, string token, CancellationToken cancellationToken)
    {
        if (await HasArrivedAsync(token, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var snapshots = await KnownSnapshotsAsync(batch, cancellationToken).ConfigureAwait(false);
        var refusals = await new BatchInsert(client, batch, token, snapshots).RunAsync(cancellationToken).ConfigureAwait(false);
        if (refusals.Count > 0)
        {
            throw new ObservabilityStoreException(
                ObservabilityStoreFailure.Rejected,
                $"{refusals.Count} of {batch.Count} records are refused. {refusals.First().Value.Message}",
                new RefusedRecords(refusals));
        }

        await SetArrivedAsync(token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tables and views remember only their last inserts; this lasts longer.</summary>
    private Task<bool> HasArrivedAsync(string token, CancellationToken cancellationToken)
    {
        var values = new ClickHouseParameters();
        return client.FindAsync(
            $"SELECT count() FROM {ArrivedTable} WHERE token = {values.Add(token)}",
            values,
            static row => row.GetInt64(0) > 0,
            cancellationToken);
    }

    private async Task SetArrivedAsync(string token, CancellationToken cancellationToken)
    {
        using var row = client.NewBlock(ArrivedTable);
        row.BeginRow().Write("token"u8, token).EndRow();
        await client.InsertAsync(row, token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>When configurations of the batch that the database knows were first used.</summary>
    private async Task<IReadOnlyDictionary<string, string>> KnownSnapshotsAsync(
        IReadOnlyList<Record> batch, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in batch)
        {
            if (record is ConfigSnapshotRecord snapshot && SnapshotHash.NumberOf(snapshot.Hash) is { } hash)
            {
                var values = new ClickHouseParameters();
                var createdAt = await client.FindAsync(
                    $"SELECT toString(min(created_at)) FROM ConfigSnapshot WHERE hash = {values.AddHash(hash)} HAVING count() > 0",
                    values,
                    static row => row.GetText(0),
                    cancellationToken).ConfigureAwait(false);
                if (createdAt is not null)
                {
                    known[snapshot.Hash] = createdAt;
                }
            }
        }

        return known;
    }
}
