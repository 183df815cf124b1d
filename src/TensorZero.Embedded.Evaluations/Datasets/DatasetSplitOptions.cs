namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// How a dataset is split, and how often its test part may be looked at. Settled by the first use and on record from then on: another
/// statement later is an error, because with other shares rows would change their parts.
/// </summary>
public sealed record DatasetSplitOptions
{
    /// <summary>The share of the part to learn from. Default: 0.6.</summary>
    public double Train { get; init; } = 0.6;

    /// <summary>The share of the part to choose by. Default: 0.2.</summary>
    public double Validation { get; init; } = 0.2;

    /// <summary>The share of the locked part. Default: 0.2.</summary>
    public double Test { get; init; } = 0.2;

    /// <summary>
    /// How many evaluations may look at the locked part. <see cref="LockedDataset.RaiseBudgetAsync"/> raises it later, for a reason that is
    /// recorded. Default: 5.
    /// </summary>
    public int LookBudget { get; init; } = 5;

    internal static DatasetSplitOptions Check(DatasetSplitOptions? options)
    {
        options ??= new DatasetSplitOptions();
        double[] shares = [options.Train, options.Validation, options.Test];
        if (!Array.TrueForAll(shares, static share => share >= 0) || !(Math.Abs(shares.Sum() - 1) < 1e-9))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The shares of the splits must be at least 0 and add up to 1, and not {options.Train}, ")
                + FormattableString.Invariant($"{options.Validation} and {options.Test}."), nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(options.LookBudget);
        return options;
    }
}
