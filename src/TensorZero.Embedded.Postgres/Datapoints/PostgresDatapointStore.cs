using System.Runtime.CompilerServices;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Postgres.Datapoints;

/// <summary>Datapoints of every dataset, one row for each version.</summary>
internal sealed class PostgresDatapointStore(PostgresDatabase database, TimeProvider time) : IDatapointStore
{
    public async ValueTask AddAsync(IReadOnlyList<DatapointRecord> datapoints, CancellationToken cancellationToken) =>
        _ = await database.WriteAsync(
            async (connection, cancellation) =>
            {
                await DatapointChanges.InsertAsync(connection, datapoints, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<DatapointRecord>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        await database
            .RunAsync((connection, cancellation) => DatapointPages.ReadAsync(connection, ids, cancellation), cancellationToken)
            .ConfigureAwait(false);

    public async IAsyncEnumerable<DatapointRecord> ListAsync(
        DatapointQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = query.Limit ?? int.MaxValue;
        Guid? last = null;
        while (left > 0)
        {
            var size = Math.Min(left, DatapointPages.Size);
            var page = await database
                .RunAsync(
                    (connection, cancellation) => DatapointPages.ReadAsync(connection, query, last, size, cancellation), cancellationToken)
                .ConfigureAwait(false);
            foreach (var datapoint in page)
            {
                yield return datapoint;
            }

            left = page.Count < size ? 0 : left - page.Count;
            last = page.Count == 0 ? last : page[^1].Id;
        }
    }

    public async ValueTask<long> CountAsync(DatapointQuery query, CancellationToken cancellationToken) => await database
        .RunAsync((connection, cancellation) => DatapointPages.CountAsync(connection, query, cancellation), cancellationToken)
        .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<Guid>> ReplaceAsync(
        string datasetName, IReadOnlyList<DatapointReplacement> replacements, CancellationToken cancellationToken) => await database
        .WriteAsync(
            (connection, cancellation) =>
                DatapointChanges.ReplaceAsync(connection, datasetName, replacements, time.GetUtcNow(), cancellation),
            cancellationToken)
        .ConfigureAwait(false);

    public async ValueTask<bool> RenameAsync(string datasetName, Guid id, string? name, CancellationToken cancellationToken) =>
        await database
            .RunAsync(
                (connection, cancellation) => DatapointChanges.RenameAsync(connection, datasetName, id, name, cancellation), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<long> DeleteAsync(string datasetName, IReadOnlyList<Guid>? ids, CancellationToken cancellationToken) =>
        await database
            .WriteAsync(
                (connection, cancellation) => DatapointChanges.StaleAsync(connection, datasetName, ids, time.GetUtcNow(), cancellation),
                cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<DatasetRecord>> ListDatasetsAsync(string? functionName, CancellationToken cancellationToken) =>
        await database
            .RunAsync(
                (connection, cancellation) => DatapointPages.ReadDatasetsAsync(connection, functionName, cancellation), cancellationToken)
            .ConfigureAwait(false);
}
