using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>Two variants on the same datapoints.</summary>
public sealed record ScoreComparison
{
    /// <summary>The variant that is compared.</summary>
    public required string VariantName { get; init; }

    /// <summary>The variant that it is compared with.</summary>
    public required string BaselineName { get; init; }

    /// <summary>The evaluator.</summary>
    public required string EvaluatorName { get; init; }

    /// <summary>How many pairs of answers to the same datapoint and repeat both have a score.</summary>
    public required int Pairs { get; init; }

    /// <summary>The variant's mean less the baseline's, with its interval; null without pairs.</summary>
    public required Estimate? Difference { get; init; }

    /// <summary>How likely so large a difference would be if there were none, two-sided; null without pairs.</summary>
    public required double? PValue { get; init; }

    /// <summary>
    /// The p-value corrected for all the comparisons that were made together (Holm); equal to <see cref="PValue"/> for one alone.
    /// </summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>
    /// The difference in units of its own spread, with its interval; null for passes and failures, where the difference says it all, for
    /// clusters, and where there is no spread.
    /// </summary>
    public Estimate? EffectSize { get; init; }

    /// <summary>How interval and p-value were made.</summary>
    public required string Method { get; init; }
}
