using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Expansion;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Evaluations.Judges;

namespace TensorZero.Embedded.Evaluations;

/// <summary>A judge of the configuration: an evaluator of the type <c>llm_judge</c>, by name. Immutable.</summary>
public sealed record Judge
{
    private Judge(string owner, string evaluatorName, bool isOfEvaluation) =>
        (Owner, EvaluatorName, IsOfEvaluation) = (owner, evaluatorName, isOfEvaluation);

    /// <summary>The evaluator's name.</summary>
    public string EvaluatorName { get; }

    /// <summary>The metric that its scores are recorded as.</summary>
    public string MetricName => Scope.MetricName(EvaluatorName);

    /// <summary>The function that it is in the configuration.</summary>
    internal string FunctionName => Scope.FunctionName(EvaluatorName);

    internal string Owner { get; }

    internal bool IsOfEvaluation { get; }

    private EvaluatorScope Scope => IsOfEvaluation ? EvaluatorScope.OfEvaluation(Owner) : EvaluatorScope.OfFunction(Owner);

    /// <summary>A judge among a function's evaluators.</summary>
    /// <param name="functionName">The function.</param>
    /// <param name="evaluatorName">The evaluator.</param>
    public static Judge OfFunction(string functionName, string evaluatorName)
    {
        ArgumentException.ThrowIfNullOrEmpty(functionName);
        ArgumentException.ThrowIfNullOrEmpty(evaluatorName);
        return new Judge(functionName, evaluatorName, isOfEvaluation: false);
    }

    /// <summary>A judge of an evaluation in the deprecated <c>[evaluations]</c>.</summary>
    /// <param name="evaluationName">The evaluation.</param>
    /// <param name="evaluatorName">The evaluator.</param>
    public static Judge OfEvaluation(string evaluationName, string evaluatorName)
    {
        ArgumentException.ThrowIfNullOrEmpty(evaluationName);
        ArgumentException.ThrowIfNullOrEmpty(evaluatorName);
        return new Judge(evaluationName, evaluatorName, isOfEvaluation: true);
    }

    /// <summary>What the judge is made of in the engine's present configuration.</summary>
    /// <param name="engine">Whose configuration it is.</param>
    /// <exception cref="EvaluationException">The configuration has no such judge.</exception>
    public JudgeFingerprint ReadFingerprint(TensorZeroEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _ = ReadConfiguration(engine);
        return new FingerprintReading(engine.Snapshot).Read(this);
    }

    /// <exception cref="EvaluationException">The configuration has no such judge.</exception>
    internal LlmJudgeEvaluatorConfig ReadConfiguration(TensorZeroEngine engine)
    {
        var evaluators = IsOfEvaluation ? engine.FindEvaluation(Owner)?.Evaluators : engine.FindEvaluators(Owner);
        return evaluators?.GetValueOrDefault(EvaluatorName) as LlmJudgeEvaluatorConfig ?? throw new EvaluationException(
            $"The {(IsOfEvaluation ? "evaluation" : "function")} \"{Owner}\" has no judge \"{EvaluatorName}\""
            + $"{(NearName.Hint(EvaluatorName, evaluators?.Keys ?? []) is { } hint ? $" ({hint})" : "")}.");
    }
}
