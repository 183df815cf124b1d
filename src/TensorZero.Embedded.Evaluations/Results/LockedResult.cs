using TensorZero.Embedded.Evaluations.Results;

namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// What a look at a locked dataset found: summaries, comparisons and gates over all of its rows, and none of the rows. Immutable; thread-safe.
/// </summary>
public sealed class LockedResult
{
    private readonly EvaluationResult _result;

    internal LockedResult(EvaluationResult result, LockedLook look) => (_result, Look) = (result, look);

    /// <summary>The look that it came from.</summary>
    public LockedLook Look { get; }

    /// <inheritdoc cref="EvaluationResult.Name"/>
    public string Name => _result.Name;

    /// <inheritdoc cref="EvaluationResult.FunctionName"/>
    public string FunctionName => _result.FunctionName;

    /// <inheritdoc cref="EvaluationResult.DatasetName"/>
    public string DatasetName => _result.DatasetName;

    /// <inheritdoc cref="EvaluationResult.DatapointCount"/>
    public int DatapointCount => _result.DatapointCount;

    /// <inheritdoc cref="EvaluationResult.Repeats"/>
    public int Repeats => _result.Repeats;

    /// <inheritdoc cref="EvaluationResult.Evaluators"/>
    public IReadOnlyList<EvaluatorInfo> Evaluators => _result.Evaluators;

    /// <summary>The variants, in the order of the request.</summary>
    public IReadOnlyList<string> VariantNames => Look.VariantNames;

    /// <inheritdoc cref="EvaluationResult.DatasetChange"/>
    public DatasetChange? DatasetChange => _result.DatasetChange;

    /// <inheritdoc cref="EvaluationResult.IsComplete"/>
    public bool IsComplete => _result.IsComplete;

    /// <inheritdoc cref="EvaluationResult.Summarize"/>
    public ScoreSummary Summarize(string variantName, string evaluatorName, double confidence = 0.95) =>
        _result.Summarize(variantName, evaluatorName, confidence);

    /// <inheritdoc cref="EvaluationResult.Compare"/>
    public ScoreComparison Compare(string variantName, string baselineName, string evaluatorName, ComparisonOptions? options = null) =>
        _result.Compare(variantName, baselineName, evaluatorName, options);

    /// <inheritdoc cref="EvaluationResult.CompareAll"/>
    public IReadOnlyList<ScoreComparison> CompareAll(string baselineName, ComparisonOptions? options = null) =>
        _result.CompareAll(baselineName, options);

    /// <summary>Judges a variant by a gate; by none per slice, since a part may be a single row.</summary>
    /// <inheritdoc cref="EvaluationResult.Check"/>
    public GateResult Check(string variantName, Gate gate) => _result.Check(variantName, gate);

    /// <summary>What a variant's answers used and cost.</summary>
    /// <param name="variantName">The variant.</param>
    /// <exception cref="ArgumentException">There is no such variant.</exception>
    public Usage UsageOf(string variantName) => _result.Run(variantName).Usage;

    /// <summary>What judging a variant's answers used and cost.</summary>
    /// <inheritdoc cref="UsageOf"/>
    public Usage JudgeUsageOf(string variantName) => _result.Run(variantName).JudgeUsage;

    internal EvaluatorInfo Evaluator(string name) => _result.Evaluator(name);

    internal VariantRun Run(string variantName) => _result.Run(variantName);

    internal ScoreSample SampleOf(string variantName, string evaluatorName) =>
        ScoreSample.Of(_result.Evaluator(evaluatorName), _result.Run(variantName).Rows);
}
