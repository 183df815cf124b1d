using System.Diagnostics;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse;

internal sealed class ClickHouseRecordReader(ClickHouseClient client) : IRecordReader
{
    public async ValueTask<IReadOnlyList<Record>> ReadAsync(
        RecordCollection collection, Guid? after, Guid? until, int maxRecords, CancellationToken cancellationToken)
    {
        var range = new KeyRange(after, until, maxRecords);
        return await (collection switch
        {
            RecordCollection.Configurations => ConfigurationRecords.ReadAsync(client, range, cancellationToken),
            RecordCollection.Inferences => InferenceRecords.ReadAnsweredAsync(client, range, cancellationToken),
            RecordCollection.FailedInferences => InferenceRecords.ReadFailedAsync(client, range, cancellationToken),
            RecordCollection.Feedback => FeedbackRecords.ReadAsync(client, range, cancellationToken),
            _ => throw new UnreachableException(),
        }).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<DatapointRecord>> ReadDatapointsAsync(
        Guid? after, int maxRecords, CancellationToken cancellationToken)
    {
        var ids = await DatapointPages
            .ListAllIdsAsync(client, new KeyRange(after, Until: null, maxRecords), cancellationToken)
            .ConfigureAwait(false);
        return await DatapointPages.ReadAsync(client, ids, "1", cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<long> CountAsync(RecordCollection collection, CancellationToken cancellationToken) => await CountAsync(
        collection switch
        {
            RecordCollection.Configurations => "SELECT count() FROM ConfigSnapshot FINAL",
            RecordCollection.Inferences => "SELECT count() FROM InferenceById FINAL",
            RecordCollection.FailedInferences => CountIds(["EmbeddedFailedInference"]),
            RecordCollection.Feedback => CountIds(FeedbackRecords.Tables),
            _ => throw new UnreachableException(),
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> CountDatapointsAsync(CancellationToken cancellationToken) =>
        await CountAsync(CountIds(DatapointTable.Both.Select(table => $"{table.Name} FINAL")), cancellationToken).ConfigureAwait(false);

    private Task<long> CountAsync(string sql, CancellationToken cancellationToken) =>
        client.FindAsync(sql, null, static row => row.GetInt64(0), cancellationToken);

    /// <summary>What is there twice counts once.</summary>
    private static string CountIds(IEnumerable<string> tables) =>
        $"SELECT {string.Join(" + ", tables.Select(table => $"(SELECT uniqExact(id) FROM {table})"))}";
}
