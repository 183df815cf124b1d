using TensorZero.Embedded.Evaluations.Datasets;

namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// The part of a dataset that is kept for the end. It is no <see cref="EvaluationDataset"/> and has no way to its rows: it can only be
/// evaluated, by <see cref="EvaluationRunner.RunLockedAsync"/>, and every look at a result is recorded and counts. Immutable; thread-safe.
/// </summary>
/// <remarks>
/// It keeps code that was handed it, such as an optimizer, from learning its rows by mistake. It does not keep a person with the database from
/// reading them.
/// </remarks>
public sealed class LockedDataset
{
    private readonly DatasetSplitOptions _options;

    internal LockedDataset(SplitDataset rows, DatasetSplitOptions options) => (Rows, _options) = (rows, options);

    /// <summary>The dataset's name.</summary>
    public string Name => Rows.Name;

    internal SplitDataset Rows { get; }

    /// <summary>Every look up to now, oldest first.</summary>
    /// <param name="engine">Whose database it is.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<IReadOnlyList<LockedLook>> ListLooksAsync(TensorZeroEngine engine, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return LookRecord.ListAsync(engine, Name, cancellationToken);
    }

    /// <summary>How many looks there may be, and how many there were.</summary>
    /// <param name="engine">Whose database it is.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="EvaluationException">The dataset was split otherwise before.</exception>
    public async Task<LookBudget> ReadBudgetAsync(TensorZeroEngine engine, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _ = await SplitRecord.SettleAsync(engine, Name, _options, cancellationToken).ConfigureAwait(false);
        return await LookRecord.ReadBudgetAsync(engine, Name, _options.LookBudget, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Allows more looks. The more there are, the more a choice among what was looked at fits these rows by chance.</summary>
    /// <param name="engine">Whose database it is.</param>
    /// <param name="budget">How many looks there may be from now on, those that were included.</param>
    /// <param name="reason">Why; it is recorded.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    /// <exception cref="EvaluationException">The budget is not greater than the present one.</exception>
    public async Task RaiseBudgetAsync(TensorZeroEngine engine, int budget, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var present = await ReadBudgetAsync(engine, cancellationToken).ConfigureAwait(false);
        if (budget <= present.Allowed)
        {
            throw new EvaluationException($"The budget is {present.Allowed} looks already: it can be raised, but not to {budget}.");
        }

        await LookRecord.RaiseAsync(engine, Name, budget, reason, cancellationToken).ConfigureAwait(false);
    }
}
