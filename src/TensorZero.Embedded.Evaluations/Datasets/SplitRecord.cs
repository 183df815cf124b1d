using TensorZero.Embedded.Evaluations.Notes;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>Keeps everybody who splits a dataset to the shares of its first use.</summary>
internal static class SplitRecord
{
    private static readonly NamedNotes<SplitNote> Notes = new("dataset_splits", DatasetNoteJson.Default.SplitNote);

    /// <returns>What was settled first, by this call or by another.</returns>
    /// <exception cref="EvaluationException">Something else was settled before.</exception>
    public static async Task<SplitNote> SettleAsync(
        TensorZeroEngine engine, string datasetName, DatasetSplitOptions options, CancellationToken cancellationToken)
    {
        var settled = await Notes.ListAsync(engine, datasetName, cancellationToken).ConfigureAwait(false);
        if (settled.Count == 0)
        {
            await Notes.AppendAsync(engine, datasetName, SplitNote.Of(options), cancellationToken).ConfigureAwait(false);
            settled = await Notes.ListAsync(engine, datasetName, cancellationToken).ConfigureAwait(false);
        }

        var first = settled[0];
        if (!first.HasSharesOf(options))
        {
            throw new EvaluationException(FormattableString.Invariant(
                $"\"{datasetName}\" was first split into {first.Train}, {first.Validation} and {first.Test}, and cannot be split into ")
                + FormattableString.Invariant($"{options.Train}, {options.Validation} and {options.Test} now: locked rows would become others. ")
                + "Keep the shares, or use another dataset.");
        }

        return first.LookBudget == options.LookBudget
            ? first
            : throw new EvaluationException(
                $"\"{datasetName}\" was first split with a budget of {first.LookBudget} looks, not {options.LookBudget}. Keep stating that, "
                + $"and raise it with {nameof(LockedDataset)}.{nameof(LockedDataset.RaiseBudgetAsync)}, which records the reason.");
    }
}
