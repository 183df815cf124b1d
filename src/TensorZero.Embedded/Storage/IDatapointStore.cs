using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>
/// Keeps datapoints. A dataset is there as soon as a datapoint is in it. A datapoint that was replaced or deleted is stale: it keeps
/// its row and can be read by its id, but is in no list and no count. Every writing call happens whole or not at all.
/// </summary>
internal interface IDatapointStore
{
    /// <summary>Adds datapoints; one whose id is already there is skipped.</summary>
    ValueTask AddAsync(IReadOnlyList<DatapointRecord> datapoints, CancellationToken cancellationToken);

    /// <summary>The datapoints with these ids, stale ones included, in the order of the ids; unknown ids are left out.</summary>
    ValueTask<IReadOnlyList<DatapointRecord>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    IAsyncEnumerable<DatapointRecord> ListAsync(DatapointQuery query, CancellationToken cancellationToken);

    /// <summary>How many datapoints a query describes, its limit and offset left aside.</summary>
    ValueTask<long> CountAsync(DatapointQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Makes datapoints of a dataset stale and adds their new versions, each with a new id.
    /// </summary>
    /// <returns>The old ids that are not there, or are stale already; empty when all was done, otherwise nothing was.</returns>
    ValueTask<IReadOnlyList<Guid>> ReplaceAsync(
        string datasetName, IReadOnlyList<DatapointReplacement> replacements, CancellationToken cancellationToken);

    /// <summary>Names a datapoint anew, or takes its name away; its id stays.</summary>
    /// <returns>False when it is not there, or is stale.</returns>
    ValueTask<bool> RenameAsync(string datasetName, Guid id, string? name, CancellationToken cancellationToken);

    /// <summary>Makes datapoints stale.</summary>
    /// <param name="datasetName">Their dataset.</param>
    /// <param name="ids">Which; null for all of the dataset.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <returns>How many were not stale before.</returns>
    ValueTask<long> DeleteAsync(string datasetName, IReadOnlyList<Guid>? ids, CancellationToken cancellationToken);

    /// <summary>All datasets that hold a datapoint which is not stale, by name; null for the function counts those of all functions.</summary>
    ValueTask<IReadOnlyList<DatasetRecord>> ListDatasetsAsync(string? functionName, CancellationToken cancellationToken);
}
