using TensorZero.Embedded.Evaluations.Judges;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// Whether a judge's score depends on where an answer stands. A judge of this library scores one answer; what it may see besides is the
/// reference. It is asked again with both in the other order, each under its own heading, so that nothing but the order changes. Immutable.
/// </summary>
public sealed record PositionBias
{
    /// <summary>How many answers were judged in both orders.</summary>
    public required int Answers { get; init; }

    /// <summary>How many were not, because a judgement failed or the datapoint has no reference.</summary>
    public required int Failed { get; init; }

    /// <summary>
    /// By how much the score changes when the reference comes first: Tango's interval for passes and failures, the t interval for numbers.
    /// </summary>
    public required Estimate Difference { get; init; }

    /// <summary>How often the score changes at all with the order (Wilson).</summary>
    public required Estimate ChangedByOrder { get; init; }

    /// <summary>
    /// How often it changes when the judge is simply asked twice (Wilson). A judge that never gives the same answer twice changes with the
    /// order too.
    /// </summary>
    public required Estimate ChangedByChance { get; init; }

    /// <summary>What all the judgements used and cost; a part that is unknown makes the sum unknown.</summary>
    public required Usage Usage { get; init; }

    /// <summary>Asks the judge three times about each of some answers: twice as usual, once with the reference first. Costs money.</summary>
    /// <param name="engine">Whose judge it is.</param>
    /// <param name="judge">The judge; it must see the reference (<c>include = { reference_output = true }</c>).</param>
    /// <param name="dataset">The dataset of the evaluation.</param>
    /// <param name="result">The evaluation whose answers are judged again. Nothing of it changes.</param>
    /// <param name="variantName">The variant whose answers.</param>
    /// <param name="options">How many, and how sure; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="ArgumentException">The evaluation has no such variant.</exception>
    /// <exception cref="EvaluationException">The judge sees no reference, there is no such judge, or fewer than two answers could be judged.</exception>
    public static Task<PositionBias> ProbeAsync(
        TensorZeroEngine engine,
        Judge judge,
        EvaluationDataset dataset,
        EvaluationResult result,
        string variantName,
        PositionProbeOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(result);
        return new PositionProbe(engine, judge, options ?? new PositionProbeOptions())
            .RunAsync(dataset, result.FunctionName, result.Run(variantName), cancellationToken);
    }
}
