using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>What people would say of a variant, as far as a judge's scores and its calibration tell.</summary>
public sealed record CorrectedScore
{
    /// <summary>The evaluation, or the look at a locked dataset.</summary>
    public required Guid EvaluationId { get; init; }

    /// <summary>The variant.</summary>
    public required string VariantName { get; init; }

    /// <summary>The judge.</summary>
    public required string EvaluatorName { get; init; }

    /// <summary>How many of the judge's scores it rests on: of answers outside of the calibration, one of each cluster.</summary>
    public required int Judged { get; init; }

    /// <summary>The mean or rate as the judge has it, of the same answers, with an interval that knows nothing of the judge's errors.</summary>
    public required Estimate Raw { get; init; }

    /// <summary>The mean or rate as people would have it, with an interval that counts what is uncertain about the judge too.</summary>
    public required Estimate Corrected { get; init; }

    /// <summary>How it was corrected.</summary>
    public required string Method { get; init; }

    /// <summary>What speaks against it, a sentence each; empty for nothing.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
