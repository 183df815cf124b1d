using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>What an evaluator said of a variant, with how sure that is.</summary>
public sealed record ScoreSummary
{
    /// <summary>How many answers have a score.</summary>
    public required int Count { get; init; }

    /// <summary>How many the evaluator had nothing to say about.</summary>
    public required int Skipped { get; init; }

    /// <summary>How many the evaluator went wrong with.</summary>
    public required int Errors { get; init; }

    /// <summary>How many datapoints and repeats have no answer to score.</summary>
    public required int Unanswered { get; init; }

    /// <summary>The mean, or the rate of passes, with its interval; null without scores.</summary>
    public required Estimate? Mean { get; init; }

    /// <summary>How the interval was made, such as <c>Wilson</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The share of answers that should have a score and have none, because the answer or the evaluator failed.</summary>
    public double ErrorShare => Count + Errors + Unanswered is > 0 and var wanted ? (double)(Errors + Unanswered) / wanted : 0;
}
