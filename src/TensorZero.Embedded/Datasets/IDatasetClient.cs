namespace TensorZero.Embedded;

/// <summary>
/// Keeps datasets: inputs with the outputs they should have, made by hand or of recorded inferences. A dataset is there as soon as it
/// has a datapoint. Datapoints never change: an update makes a new version, and the old one becomes stale, like a deleted one: it can be
/// read by its id but is in no list. Thread-safe; a singleton.
/// </summary>
/// <remarks>
/// Writing calls return when the database has the change, and change all or nothing. Every method throws
/// <see cref="InvalidDatasetRequestException"/> for a request that cannot be carried out and <see cref="ObservabilityStoreException"/>
/// when observability is off or the database cannot be used.
/// </remarks>
public interface IDatasetClient
{
    /// <summary>Creates datapoints.</summary>
    /// <param name="datasetName">The dataset: not <c>builder</c>, and not beginning with <c>tensorzero::</c>.</param>
    /// <param name="datapoints">At least one. Everything wrong with any of them is reported together.</param>
    /// <param name="cancellationToken">Stops before the database is written.</param>
    /// <returns>The new ids, in the order of the datapoints.</returns>
    Task<IReadOnlyList<Guid>> CreateAsync(
        string datasetName, IReadOnlyList<NewDatapoint> datapoints, CancellationToken cancellationToken = default);

    /// <summary>Makes datapoints of recorded inferences. One that is missing, or lacks the output asked for, is an error.</summary>
    /// <param name="datasetName">The dataset.</param>
    /// <param name="inferenceIds">The inferences.</param>
    /// <param name="outputSource">Which output to take. Default: what the model answered.</param>
    /// <param name="cancellationToken">Stops before the database is written.</param>
    /// <returns>The new ids, in the order of the inferences.</returns>
    Task<IReadOnlyList<Guid>> CreateFromInferencesAsync(
        string datasetName,
        IReadOnlyList<Guid> inferenceIds,
        InferenceOutputSource outputSource = InferenceOutputSource.Inference,
        CancellationToken cancellationToken = default);

    /// <summary>Makes datapoints of the inferences that a query describes, in its order.</summary>
    /// <param name="datasetName">The dataset.</param>
    /// <param name="query">Which inferences, and which of their outputs. Mind its limit: null takes all.</param>
    /// <param name="cancellationToken">Stops before the database is written.</param>
    /// <returns>The new ids; empty when no inference fits.</returns>
    Task<IReadOnlyList<Guid>> CreateFromInferencesAsync(
        string datasetName, InferenceQuery query, CancellationToken cancellationToken = default);

    /// <summary>Copies datapoints, of whichever datasets, as they are.</summary>
    /// <param name="datasetName">The dataset that gets the copies.</param>
    /// <param name="datapointIds">The datapoints. Stale ones are not copied.</param>
    /// <param name="clonedBy">Who makes the copies, for their provenance; null for nobody known.</param>
    /// <param name="cancellationToken">Stops before the database is written.</param>
    /// <returns>The copies' ids, in the order of the datapoints; null where there is no such datapoint.</returns>
    Task<IReadOnlyList<Guid?>> CloneAsync(
        string datasetName, IReadOnlyList<Guid> datapointIds, string? clonedBy = null, CancellationToken cancellationToken = default);

    /// <summary>Makes new versions of datapoints.</summary>
    /// <param name="datasetName">The dataset.</param>
    /// <param name="updates">At least one, and one for each datapoint at most.</param>
    /// <param name="cancellationToken">Stops before the database is written.</param>
    /// <returns>The new versions' ids, in the order of the updates.</returns>
    Task<IReadOnlyList<Guid>> UpdateAsync(
        string datasetName, IReadOnlyList<DatapointUpdate> updates, CancellationToken cancellationToken = default);

    /// <summary>Names a datapoint anew. It stays the same version.</summary>
    /// <param name="datasetName">The dataset.</param>
    /// <param name="datapointId">The datapoint.</param>
    /// <param name="name">The name; null takes it away.</param>
    /// <param name="cancellationToken">Stops before the database is written.</param>
    Task RenameAsync(string datasetName, Guid datapointId, string? name, CancellationToken cancellationToken = default);

    /// <summary>Makes datapoints stale. Ids that the dataset does not have are passed over.</summary>
    /// <param name="datasetName">The dataset.</param>
    /// <param name="datapointIds">At least one.</param>
    /// <param name="cancellationToken">Stops before the database is written.</param>
    /// <returns>How many became stale.</returns>
    Task<long> DeleteAsync(string datasetName, IReadOnlyList<Guid> datapointIds, CancellationToken cancellationToken = default);

    /// <summary>Makes all datapoints of a dataset stale.</summary>
    /// <returns>How many became stale.</returns>
    Task<long> DeleteDatasetAsync(string datasetName, CancellationToken cancellationToken = default);

    /// <summary>The datapoints with these ids, stale ones included, in the order of the ids; unknown ids are left out.</summary>
    Task<IReadOnlyList<Datapoint>> GetAsync(IReadOnlyList<Guid> datapointIds, CancellationToken cancellationToken = default);

    /// <summary>
    /// Where a datapoint comes from: the inference it was made of, what was said of that one, and every version before it. Edits and clones
    /// that were made by another program, such as TensorZero's own gateway, are not known.
    /// </summary>
    /// <param name="datapointId">Any version of it, stale ones included.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null when there is no such datapoint.</returns>
    Task<DatapointProvenance?> GetProvenanceAsync(Guid datapointId, CancellationToken cancellationToken = default);

    /// <summary>The datapoints that a query describes. They are read in pages, so a long list needs little memory.</summary>
    IAsyncEnumerable<Datapoint> ListAsync(DatapointQuery query, CancellationToken cancellationToken = default);

    /// <summary>How many datapoints a query describes, its limit and offset left aside.</summary>
    Task<long> CountAsync(DatapointQuery query, CancellationToken cancellationToken = default);

    /// <summary>All datasets, by name.</summary>
    /// <param name="functionName">Only datapoints of this function count; null for all functions.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<IReadOnlyList<DatasetSummary>> ListDatasetsAsync(string? functionName = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes the datapoints that a query describes as JSON Lines, one UTF-8 JSON object each in TensorZero's form, as they are read.
    /// </summary>
    /// <param name="query">Which datapoints. Mind its limit: null writes all.</param>
    /// <param name="destination">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops between two datapoints.</param>
    /// <returns>How many were written.</returns>
    Task<long> ExportAsync(DatapointQuery query, Stream destination, CancellationToken cancellationToken = default);

    /// <summary>
    /// Creates datapoints from JSON Lines as <see cref="ExportAsync"/> writes them, each with a new id. Lines are checked and stored in
    /// batches, so a file of any length needs little memory. A source that can seek is checked to its end before anything is stored; of
    /// another one, the batches before the first wrong line are stored, which the error's message counts.
    /// </summary>
    /// <param name="datasetName">The dataset; the one that the lines name does not count.</param>
    /// <param name="source">UTF-8 JSON Lines, from its present position; empty lines are skipped. It stays open.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>How many were created.</returns>
    Task<long> ImportAsync(string datasetName, Stream source, CancellationToken cancellationToken = default);
}
