using TensorZero.Embedded.Evaluations.Notes;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>Keeps the looks at locked datasets.</summary>
internal static class LookRecord
{
    private static readonly NamedNotes<LookNote> Looks = new("locked_look", DatasetNoteJson.Default.LookNote);
    private static readonly NamedNotes<BudgetNote> Budgets = new("locked_budget", DatasetNoteJson.Default.BudgetNote);

    /// <summary>Counting and recording belong together; of other processes the second count below takes care.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Records a look, unless the budget is spent.</summary>
    /// <exception cref="EvaluationException">It is.</exception>
    public static async Task SpendAsync(
        TensorZeroEngine engine, string datasetName, int stated, LookNote look, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var before = await ReadBudgetAsync(engine, datasetName, stated, cancellationToken).ConfigureAwait(false);
            if (before.Spent >= before.Allowed)
            {
                throw Spent(datasetName, before.Allowed);
            }

            await Looks.AppendAsync(engine, datasetName, look, cancellationToken).ConfigureAwait(false);
            var after = await ReadBudgetAsync(engine, datasetName, stated, cancellationToken).ConfigureAwait(false);
            if (after.Spent > after.Allowed)
            {
                throw Spent(datasetName, after.Allowed);
            }
        }
        finally
        {
            _ = OneAtATime.Release();
        }
    }

    public static async Task<IReadOnlyList<LockedLook>> ListAsync(TensorZeroEngine engine, string datasetName, CancellationToken cancellationToken) =>
        [.. (await Looks.ListAsync(engine, datasetName, cancellationToken).ConfigureAwait(false)).Select(Of)];

    public static async Task<LookBudget> ReadBudgetAsync(
        TensorZeroEngine engine, string datasetName, int stated, CancellationToken cancellationToken)
    {
        var raises = (await Budgets.ListAsync(engine, datasetName, cancellationToken).ConfigureAwait(false))
            .Select(static note => new LookBudgetRaise(note.Budget, note.Reason, note.At)).ToList();
        var looks = await Looks.ListAsync(engine, datasetName, cancellationToken).ConfigureAwait(false);
        return new LookBudget(stated, raises.Aggregate(stated, static (most, raise) => Math.Max(most, raise.Budget)), looks.Count, raises);
    }

    public static async Task RaiseAsync(
        TensorZeroEngine engine, string datasetName, int budget, string reason, CancellationToken cancellationToken) =>
        await Budgets.AppendAsync(
            engine, datasetName, new BudgetNote { Budget = budget, Reason = reason, At = engine.Time.GetUtcNow() }, cancellationToken)
            .ConfigureAwait(false);

    public static LockedLook Of(LookNote note) => new()
    {
        EvaluationId = note.EvaluationId,
        Purpose = note.Purpose,
        At = note.At,
        FunctionName = note.FunctionName,
        VariantNames = note.VariantNames,
        EvaluatorNames = note.EvaluatorNames,
    };

    private static EvaluationException Spent(string datasetName, int allowed) => new(
        $"The budget of {allowed} looks at the locked part of \"{datasetName}\" is spent. Raise it with "
        + $"{nameof(LockedDataset)}.{nameof(LockedDataset.RaiseBudgetAsync)}, which records the reason, or collect new datapoints.");
}
