using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>
/// Reads records back whole, as they were written, so that another store can be given them: the way out for copies and exports.
/// </summary>
internal interface IRecordReader
{
    /// <summary>The next records of a collection by id, oldest first; empty at its end.</summary>
    /// <param name="collection">Which.</param>
    /// <param name="after">The last id read; null from the beginning.</param>
    /// <param name="until">Leaves out ids greater than this; null for no bound.</param>
    /// <param name="maxRecords">How many at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    ValueTask<IReadOnlyList<Record>> ReadAsync(
        RecordCollection collection, Guid? after, Guid? until, int maxRecords, CancellationToken cancellationToken);

    /// <summary>Datapoints of all datasets, stale ones included, by id, oldest first; empty at the end.</summary>
    ValueTask<IReadOnlyList<DatapointRecord>> ReadDatapointsAsync(Guid? after, int maxRecords, CancellationToken cancellationToken);

    /// <summary>How many records a collection has.</summary>
    ValueTask<long> CountAsync(RecordCollection collection, CancellationToken cancellationToken);

    /// <summary>How many datapoints there are, stale ones included.</summary>
    ValueTask<long> CountDatapointsAsync(CancellationToken cancellationToken);
}
