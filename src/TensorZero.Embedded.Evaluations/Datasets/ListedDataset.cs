namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>Datapoints of the database, by id.</summary>
internal sealed class ListedDataset(IReadOnlyList<Guid> ids) : EvaluationDataset("")
{
    private const int PageSize = 200;

    /// <summary>Datapoints of the database, whatever version; one that has been erased says so.</summary>
    public static async Task<IReadOnlyList<LoadedDatapoint>> ReadAsync(
        IDatasetClient datasets, IReadOnlyList<Guid> wanted, CancellationToken cancellationToken)
    {
        var found = (await datasets.GetAsync(wanted, cancellationToken).ConfigureAwait(false)).ToDictionary(datapoint => datapoint.Id);
        return [.. wanted.Select(id => found.TryGetValue(id, out var datapoint)
            ? LoadedDatapoint.Of(datapoint)
            : new LoadedDatapoint(id, null, "The datapoint is no longer in the database."))];
    }

    internal override async Task<OpenedDataset> OpenAsync(DatasetOpening opening, CancellationToken cancellationToken)
    {
        if (opening.Most is not null)
        {
            throw new EvaluationException("Datapoints are given either by id or as a dataset with a limit, not both.");
        }

        if (ids.CountBy(id => id).FirstOrDefault(group => group.Value > 1) is { Value: > 1 } twice)
        {
            throw new EvaluationException($"The datapoint {twice.Key} is given {twice.Value} times.");
        }

        var datasets = opening.Engine.Datasets;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var origins = new List<(Guid, Guid?)>();
        foreach (var page in ids.Chunk(PageSize))
        {
            foreach (var datapoint in await ReadAsync(datasets, page, cancellationToken).ConfigureAwait(false))
            {
                Check(datapoint, opening.FunctionName, names);
                origins.Add((datapoint.Id, datapoint.Datapoint!.SourceInferenceId));
            }
        }

        return names.Count == 1
            ? new OpenedDataset(
                names.Single(),
                "datapoint_ids",
                ids,
                ids,
                (wanted, ending) => ReadAsync(datasets, wanted, ending),
                ending => opening.Lineage.FindRootsAsync(origins, ending))
            : throw new EvaluationException(names.Count == 0
                ? "No datapoint is given: there is nothing to evaluate."
                : $"The datapoints must be of one dataset, and these are of {string.Join(" and ", names.Order().Select(name => $"\"{name}\""))}.");
    }

    private static void Check(LoadedDatapoint loaded, string functionName, HashSet<string> names)
    {
        if (loaded.Datapoint is not { } datapoint)
        {
            throw new EvaluationException($"There is no datapoint {loaded.Id}.");
        }

        if (datapoint.FunctionName != functionName)
        {
            throw new EvaluationException(
                $"The datapoint {loaded.Id} is for the function \"{datapoint.FunctionName}\", not for \"{functionName}\".");
        }

        names.Add(datapoint.DatasetName);
    }
}
