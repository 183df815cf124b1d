using System.Runtime.CompilerServices;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Datasets;

/// <summary>Checks what is asked and keeps datapoints in the store, directly: a call returns when the store has the change.</summary>
/// <param name="snapshots">The configuration, with the functions.</param>
/// <param name="database">Where datapoints and what they were made of are kept; null when observability is off.</param>
/// <param name="history">Where inferences are read.</param>
/// <param name="ids">Makes datapoint ids.</param>
/// <param name="time">The clock.</param>
internal sealed class DatasetClient(
    SnapshotSource snapshots, IObservabilityStore? database, IInferenceHistory history, UuidV7Source ids, TimeProvider time) : IDatasetClient
{
    private IDatapointStore Store => Database.Datapoints;

    private DatapointLineage Lineage => new(Database.Evaluations, ids, time);

    private IObservabilityStore Database => database ?? throw ObservabilityStoreException.Disabled("Datasets require");

    public async Task<IReadOnlyList<Guid>> CreateAsync(
        string datasetName, IReadOnlyList<NewDatapoint> datapoints, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(datapoints);
        RequireAny(datapoints, "At least one datapoint must be provided");
        var builder = BuilderFor(datasetName);
        return await AddAsync(DatapointBatch.Build(datapoints, builder.Create), cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Guid>> CreateFromInferencesAsync(
        string datasetName,
        IReadOnlyList<Guid> inferenceIds,
        InferenceOutputSource outputSource = InferenceOutputSource.Inference,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inferenceIds);
        RequireAny(inferenceIds, "At least one inference id must be provided");
        var builder = BuilderFor(datasetName);
        await history.FlushAsync(cancellationToken).ConfigureAwait(false);
        Guid[] wanted = [.. inferenceIds.Distinct()];
        var inferences = await history.GetAsync(wanted, outputSource, cancellationToken).ConfigureAwait(false);
        var found = inferences.ToDictionary(inference => inference.InferenceId);
        var records = DatapointBatch.Build(
            wanted,
            id => builder.FromInference(found.GetValueOrDefault(id) ?? throw UnknownInference(id, outputSource), outputSource));
        return await AddAsync(records, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Guid>> CreateFromInferencesAsync(
        string datasetName, InferenceQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var builder = BuilderFor(datasetName);
        await history.FlushAsync(cancellationToken).ConfigureAwait(false);
        var inferences = new List<StoredInference>();
        await foreach (var inference in history.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            inferences.Add(inference);
        }

        var records = DatapointBatch.Build(inferences, inference => builder.FromInference(inference, query.OutputSource));
        return await AddAsync(records, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Guid?>> CloneAsync(
        string datasetName, IReadOnlyList<Guid> datapointIds, string? clonedBy = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(datapointIds);
        var builder = BuilderFor(datasetName);
        var originals = (await Store.GetAsync(datapointIds, cancellationToken).ConfigureAwait(false))
            .Where(record => record.StaledAt is null)
            .DistinctBy(record => record.Id);
        var steps = originals.Select(original => new LineageStep(original, builder.Copy(original), clonedBy)).ToList();
        await Lineage.RecordAsync(DatapointChange.Cloned, steps, cancellationToken).ConfigureAwait(false);
        _ = await AddAsync([.. steps.Select(static step => step.To)], cancellationToken).ConfigureAwait(false);
        var copies = steps.ToDictionary(static step => step.From.Id, static step => step.To.Id);
        return [.. datapointIds.Select(id => copies.TryGetValue(id, out var copy) ? copy : (Guid?)null)];
    }

    public async Task<IReadOnlyList<Guid>> UpdateAsync(
        string datasetName, IReadOnlyList<DatapointUpdate> updates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(updates);
        RequireAny(updates, "At least one datapoint must be provided");
        var oldIds = updates.Select(update => update.Id).ToArray();
        foreach (var (id, count) in oldIds.CountBy(id => id))
        {
            if (count > 1)
            {
                throw Invalid(DatasetRequestError.InvalidRequest, $"Duplicate datapoint id provided: {id}");
            }
        }

        var builder = BuilderFor(datasetName);
        var current = (await Store.GetAsync(oldIds, cancellationToken).ConfigureAwait(false))
            .Where(record => record.DatasetName == datasetName && record.StaledAt is null)
            .ToDictionary(record => record.Id);
        var records = DatapointBatch.Build(
            updates,
            update => builder.Update(current.GetValueOrDefault(update.Id) ?? throw UnknownDatapoint(datasetName, update.Id), update));

        // The lineage is written first: a version that nobody knows the origin of would change its split.
        var steps = updates.Zip(records, (update, record) => new LineageStep(current[update.Id], record, update.EditedBy)).ToList();
        await Lineage.RecordAsync(DatapointChange.Edited, steps, cancellationToken).ConfigureAwait(false);
        var replacements = oldIds.Zip(records, (oldId, record) => new DatapointReplacement(oldId, record)).ToArray();
        var missing = await Store.ReplaceAsync(datasetName, replacements, cancellationToken).ConfigureAwait(false);
        return missing is [var gone, ..] ? throw UnknownDatapoint(datasetName, gone) : [.. records.Select(record => record.Id)];
    }

    public async Task RenameAsync(string datasetName, Guid datapointId, string? name, CancellationToken cancellationToken = default)
    {
        DatasetName.Require(datasetName);
        if (!await Store.RenameAsync(datasetName, datapointId, name, cancellationToken).ConfigureAwait(false))
        {
            throw UnknownDatapoint(datasetName, datapointId);
        }
    }

    public async Task<long> DeleteAsync(
        string datasetName, IReadOnlyList<Guid> datapointIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(datapointIds);
        DatasetName.Require(datasetName);
        RequireAny(datapointIds, "ids must be a non-empty list");
        return await Store.DeleteAsync(datasetName, datapointIds, cancellationToken).ConfigureAwait(false);
    }

    public async Task<long> DeleteDatasetAsync(string datasetName, CancellationToken cancellationToken = default)
    {
        DatasetName.Require(datasetName);
        return await Store.DeleteAsync(datasetName, ids: null, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Datapoint>> GetAsync(
        IReadOnlyList<Guid> datapointIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(datapointIds);
        var records = await Store.GetAsync(datapointIds, cancellationToken).ConfigureAwait(false);
        return [.. records.Select(StoredDatapoint.Of)];
    }

    public async Task<DatapointProvenance?> GetProvenanceAsync(Guid datapointId, CancellationToken cancellationToken = default) =>
        await Store.GetAsync([datapointId], cancellationToken).ConfigureAwait(false) is [var datapoint]
            ? await new ProvenanceReading(Store, Lineage, history).ReadAsync(datapoint, cancellationToken).ConfigureAwait(false)
            : null;

    public async IAsyncEnumerable<Datapoint> ListAsync(
        DatapointQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DatapointQueryCheck.Require(query);
        await foreach (var record in Store.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            yield return StoredDatapoint.Of(record);
        }
    }

    public async Task<long> CountAsync(DatapointQuery query, CancellationToken cancellationToken = default)
    {
        DatapointQueryCheck.Require(query);
        return await Store.CountAsync(query, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<DatasetSummary>> ListDatasetsAsync(
        string? functionName = null, CancellationToken cancellationToken = default)
    {
        var datasets = await Store.ListDatasetsAsync(functionName, cancellationToken).ConfigureAwait(false);
        return [.. datasets.Select(dataset => new DatasetSummary(dataset.Name, dataset.DatapointCount, dataset.LastUpdated))];
    }

    public Task<long> ExportAsync(DatapointQuery query, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        DatapointQueryCheck.Require(query);
        return DatapointExport.RunAsync(Store.ListAsync(query, cancellationToken), destination, cancellationToken);
    }

    public Task<long> ImportAsync(string datasetName, Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new DatapointImport(BuilderFor(datasetName), Store).RunAsync(source, cancellationToken);
    }

    private DatapointBuilder BuilderFor(string datasetName)
    {
        DatasetName.Require(datasetName);
        _ = Store;
        return new DatapointBuilder(datasetName, snapshots.Current, ids, time);
    }

    private async Task<IReadOnlyList<Guid>> AddAsync(IReadOnlyList<DatapointRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count > 0)
        {
            await Store.AddAsync(records, cancellationToken).ConfigureAwait(false);
        }

        return [.. records.Select(record => record.Id)];
    }

    private static void RequireAny<T>(IReadOnlyList<T> items, string otherwise)
    {
        if (items.Count == 0)
        {
            throw Invalid(DatasetRequestError.InvalidRequest, otherwise);
        }
    }

    private static InvalidDatasetRequestException UnknownInference(Guid id, InferenceOutputSource outputSource) => Invalid(
        DatasetRequestError.UnknownInference,
        outputSource == InferenceOutputSource.Demonstration
            ? $"Inference {id} not found, or it has no demonstration"
            : $"Inference {id} not found");

    internal static InvalidDatasetRequestException UnknownDatapoint(string datasetName, Guid id) =>
        Invalid(DatasetRequestError.UnknownDatapoint, $"Datapoint not found for id: {id} (in dataset {datasetName}; it may be stale)");

    private static InvalidDatasetRequestException Invalid(DatasetRequestError error, string message) => new(error, message);
}
