namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>One part of a dataset.</summary>
internal sealed class SplitDataset(EvaluationDataset whole, DatasetSplit part, DatasetSplitOptions options) : EvaluationDataset(whole.Name)
{
    internal override async Task<OpenedDataset> OpenAsync(DatasetOpening opening, CancellationToken cancellationToken)
    {
        await SplitRecord.SettleAsync(opening.Engine, Name, options, cancellationToken).ConfigureAwait(false);
        var opened = await whole.OpenAsync(opening with { Most = null }, cancellationToken).ConfigureAwait(false);
        var roots = await opened.ReadRootsAsync(cancellationToken).ConfigureAwait(false);
        var split = opened.Only([.. roots.Select(root => SplitHash.Of(Name, root, options) == part)], roots, opening.Most);
        return split.Ids.Count > 0
            ? split
            : throw new EvaluationException(
                $"Of the {opened.Ids.Count} datapoints of \"{Name}\" for the function \"{opening.FunctionName}\" none is in the part "
                + $"\"{part}\": the dataset is too small for these shares.");
    }
}
