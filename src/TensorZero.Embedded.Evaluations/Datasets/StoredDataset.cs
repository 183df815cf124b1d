namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>A dataset in the database. Its versions are settled at the start: edits in mid-run do not reach the run.</summary>
internal sealed class StoredDataset(string name) : EvaluationDataset(name)
{
    internal override async Task<OpenedDataset> OpenAsync(DatasetOpening opening, CancellationToken cancellationToken)
    {
        var datasets = opening.Engine.Datasets;
        var query = new DatapointQuery { DatasetName = Name, FunctionName = opening.FunctionName, Limit = null };
        var origins = new List<(Guid Id, Guid? SourceInferenceId)>();
        await foreach (var datapoint in datasets.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            origins.Add((datapoint.Id, datapoint.SourceInferenceId));
        }

        // The oldest first: what is added later changes nothing about what comes first.
        origins.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        origins = origins[..Math.Min(opening.Most ?? origins.Count, origins.Count)];
        var ids = origins.ConvertAll(static origin => origin.Id);
        return ids.Count > 0
            ? new OpenedDataset(
                Name,
                "dataset_name",
                ids,
                ids,
                (wanted, ending) => ListedDataset.ReadAsync(datasets, wanted, ending),
                ending => opening.Lineage.FindRootsAsync(origins, ending))
            : throw new EvaluationException(
                $"The dataset \"{Name}\" has no datapoints for the function \"{opening.FunctionName}\": there is nothing to evaluate.");
    }
}
