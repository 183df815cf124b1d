using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Evaluations.Datasets;
using TensorZero.Embedded.Evaluations.Gates;
using TensorZero.Embedded.Evaluations.Results;
using TensorZero.Embedded.Evaluations.Slices;

namespace TensorZero.Embedded.Evaluations;

/// <summary>What an evaluation found. Immutable; thread-safe. Shows scores and ids, no content.</summary>
public sealed class EvaluationResult
{
    /// <summary>The evaluation's id, by which it can be resumed: that of its first run.</summary>
    public required Guid Id { get; init; }

    /// <summary>The evaluation's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The function.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The dataset.</summary>
    public required string DatasetName { get; init; }

    /// <summary>How many datapoints it was to go through.</summary>
    public required int DatapointCount { get; init; }

    /// <summary>How many answers to each datapoint each variant was to give.</summary>
    public required int Repeats { get; init; }

    /// <summary>The evaluators, in the order of their names in reports.</summary>
    public required IReadOnlyList<EvaluatorInfo> Evaluators { get; init; }

    /// <summary>The variants' runs, in the order of the request.</summary>
    public required IReadOnlyList<VariantRun> Runs { get; init; }

    /// <summary>The slices.</summary>
    public IReadOnlyList<Slice> Slices { get; init; } = [];

    /// <summary>Evaluators that stopped early, because their interval was as short as was asked for.</summary>
    public IReadOnlyList<string> StoppedEvaluators { get; init; } = [];

    /// <summary>Whether the configuration was reloaded meanwhile: then some answers may be those of another prompt or model.</summary>
    public bool HasConfigurationChanged { get; init; }

    /// <summary>
    /// How the dataset differed at the end from what was evaluated; null when it did not, or could not be looked at once more.
    /// </summary>
    public DatasetChange? DatasetChange { get; init; }

    /// <summary>What the gates decided that were asked for with <see cref="EvaluationRequest.StopWhenDecided"/>.</summary>
    public IReadOnlyList<GateResult> Decisions { get; init; } = [];

    /// <summary>
    /// Whether every datapoint and repeat was gone through, or a rule that was asked for stopped it. What failed counts as gone through.
    /// </summary>
    public required bool IsComplete { get; init; }

    /// <summary>The scores of an evaluator for a variant.</summary>
    /// <param name="variantName">The variant.</param>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="confidence">The interval's confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is no such variant or evaluator.</exception>
    public ScoreSummary Summarize(string variantName, string evaluatorName, double confidence = 0.95) =>
        Summary.Of(Run(variantName).Rows, Evaluator(evaluatorName), confidence);

    /// <summary>Compares two variants on the datapoints that both have scores for.</summary>
    /// <param name="variantName">The variant.</param>
    /// <param name="baselineName">What it is compared with.</param>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no such variant or evaluator, or <see cref="ComparisonOptions.Random"/> is missing.</exception>
    public ScoreComparison Compare(string variantName, string baselineName, string evaluatorName, ComparisonOptions? options = null) =>
        Comparison.Of(Run(variantName), Run(baselineName), Evaluator(evaluatorName), options ?? new ComparisonOptions());

    /// <summary>Compares every other variant with one, for every evaluator; the p-values are corrected for their number (Holm).</summary>
    /// <param name="baselineName">What they are compared with.</param>
    /// <param name="options">How; null for the defaults.</param>
    public IReadOnlyList<ScoreComparison> CompareAll(string baselineName, ComparisonOptions? options = null) => Comparison.Adjust(
        [.. from run in Runs
            where run.VariantName != baselineName
            from evaluator in Evaluators
            select Compare(run.VariantName, baselineName, evaluator.Name, options)]);

    /// <summary>Judges a variant by a gate.</summary>
    /// <param name="variantName">The variant.</param>
    /// <param name="gate">What is asked of it.</param>
    /// <exception cref="ArgumentException">There is no such variant, baseline, evaluator or slice.</exception>
    public GateResult Check(string variantName, Gate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return Decisions.FirstOrDefault(decision => decision.VariantName == variantName && decision.Gate == gate)
            ?? GateJudgement.Of(this, Run(variantName), gate);
    }

    /// <summary>Judges a variant by gates and throws unless all of them pass: an assertion for any test framework.</summary>
    /// <param name="variantName">The variant.</param>
    /// <param name="gates">What is asked of it.</param>
    /// <returns>What the gates say.</returns>
    /// <exception cref="EvaluationGateException">One fails, or shows nothing; the message has what all of them say.</exception>
    /// <exception cref="ArgumentException">There is no such variant, baseline, evaluator or slice.</exception>
    public IReadOnlyList<GateResult> Require(string variantName, params IReadOnlyList<Gate> gates)
    {
        ArgumentNullException.ThrowIfNull(gates);
        GateResult[] results = [.. gates.Select(gate => Check(variantName, gate))];
        return Array.TrueForAll(results, static result => result.Verdict == GateVerdict.Pass) ? results : throw new EvaluationGateException(results);
    }

    /// <summary>The scores of each value of a slice, the lowest estimate (the highest, where less is better) first.</summary>
    /// <param name="variantName">The variant.</param>
    /// <param name="evaluatorName">The evaluator.</param>
    /// <param name="sliceName">The slice.</param>
    /// <param name="confidence">The confidence that all intervals together hold, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is no such variant, evaluator or slice.</exception>
    public IReadOnlyList<SliceSummary> SummarizeSlices(
        string variantName, string evaluatorName, string sliceName, double confidence = 0.95) =>
        SliceReport.Of(Run(variantName).Rows, Evaluator(evaluatorName), sliceName, SliceIndex(sliceName), confidence);

    /// <summary>Where the datapoints can be read again; null when that is not known. A dataset of a file is held in memory.</summary>
    internal OpenedDataset? Dataset { get; init; }

    internal VariantRun Run(string variantName) => Runs.FirstOrDefault(run => run.VariantName == variantName)
        ?? throw Unknown("variant", variantName, Runs.Select(static run => run.VariantName));

    internal EvaluatorInfo Evaluator(string name) => Evaluators.FirstOrDefault(evaluator => evaluator.Name == name)
        ?? throw Unknown("evaluator", name, Evaluators.Select(static evaluator => evaluator.Name));

    internal int SliceIndex(string name)
    {
        var index = Slices.ToList().FindIndex(slice => slice.Name == name);
        return index >= 0 ? index : throw Unknown("slice", name, Slices.Select(static slice => slice.Name));
    }

    private static ArgumentException Unknown(string what, string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        var hint = NearName.Hint(name, names) ?? $"it has {string.Join(", ", names)}";
        return new ArgumentException($"The evaluation has no {what} \"{name}\" ({hint}).");
    }
}
