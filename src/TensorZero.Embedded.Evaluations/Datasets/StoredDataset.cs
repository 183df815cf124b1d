namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>A dataset in the database. Its versions are settled at the start: edits in mid-run do not reach the run.</summary>
internal sealed class StoredDataset(string name) : EvaluationDataset(name)
{
    internal override async Task<OpenedDataset> OpenAsync(DatasetOpening opening, CancellationToken cancellationToken)
    {
        var datasets = opening.Engine.Datasets;
        var query = new DatapointQuery { DatasetName = Name, FunctionName = opening.FunctionName, Limit = null };
        var ids = new List<Guid>();
        await foreach (var datapoint in datasets.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            ids.Add(datapoint.Id);
        }

        // The oldest first: what is added later changes nothing about what comes first.
        ids.Sort();
        ids = ids[..Math.Min(opening.Most ?? ids.Count, ids.Count)];
        return ids.Count > 0
            ? new OpenedDataset(Name, "dataset_name", ids, ids, (wanted, ending) => ListedDataset.ReadAsync(datasets, wanted, ending))
            : throw new EvaluationException(
                $"The dataset \"{Name}\" has no datapoints for the function \"{opening.FunctionName}\": there is nothing to evaluate.");
    }
}
