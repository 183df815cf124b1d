using TensorZero.Embedded.Evaluations.Results;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// How much better a variant looks on the part that it was chosen by than on the one that nobody chose by. What is chosen for its score has in
/// part been lucky; a gap whose interval lies above 0 shows how much. Where less is better, the other way round.
/// </summary>
public sealed record GeneralizationGap
{
    /// <summary>The evaluation on the part that was chosen by.</summary>
    public required Guid EvaluationId { get; init; }

    /// <summary>The variant.</summary>
    public required string VariantName { get; init; }

    /// <summary>The evaluator.</summary>
    public required string EvaluatorName { get; init; }

    /// <summary>The scores on the part that was chosen by.</summary>
    public required ScoreSummary Validation { get; init; }

    /// <summary>The scores on the locked part.</summary>
    public required ScoreSummary Test { get; init; }

    /// <summary>
    /// The first mean less the second, with the interval of two independent samples: Newcombe's for passes and failures, Welch's for numbers
    /// and clusters. Null when one has no scores.
    /// </summary>
    public required Estimate? Difference { get; init; }

    /// <summary>How the interval was made.</summary>
    public required string Method { get; init; }

    /// <summary>Compares the same variant on two parts.</summary>
    /// <param name="validation">The evaluation on the part that was chosen by.</param>
    /// <param name="test">The look at the locked part.</param>
    /// <param name="variantName">The variant, in both.</param>
    /// <param name="evaluatorName">The evaluator, in both.</param>
    /// <param name="confidence">The intervals' confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentException">
    /// One of them has no such variant or evaluator, they are about different functions, or the evaluator is another one.
    /// </exception>
    public static GeneralizationGap Of(
        EvaluationResult validation, LockedResult test, string variantName, string evaluatorName, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(test);
        if (validation.FunctionName != test.FunctionName)
        {
            throw new ArgumentException(
                $"The evaluations are about different functions: {validation.FunctionName} and {test.FunctionName}.", nameof(test));
        }

        var evaluator = validation.Evaluator(evaluatorName);
        if (evaluator.ScoreType != test.Evaluator(evaluatorName).ScoreType)
        {
            throw new ArgumentException($"The scores of \"{evaluatorName}\" are of different types in the two evaluations.", nameof(test));
        }

        var (difference, method) = ScoreSample.Of(evaluator, validation.Run(variantName).Rows)
            .Minus(test.SampleOf(variantName, evaluatorName), confidence);
        return new GeneralizationGap
        {
            EvaluationId = validation.Id,
            VariantName = variantName,
            EvaluatorName = evaluatorName,
            Validation = validation.Summarize(variantName, evaluatorName, confidence),
            Test = test.Summarize(variantName, evaluatorName, confidence),
            Difference = difference,
            Method = method,
        };
    }
}
