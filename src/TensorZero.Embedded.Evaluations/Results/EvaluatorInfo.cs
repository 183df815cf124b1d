namespace TensorZero.Embedded.Evaluations;

/// <summary>An evaluator of an evaluation.</summary>
/// <param name="Name">Its name within the function.</param>
/// <param name="ScoreType">What its scores are.</param>
/// <param name="LowerIsBetter">Whether less is better.</param>
/// <param name="MetricName">The metric that its scores are recorded as.</param>
public sealed record EvaluatorInfo(string Name, ScoreType ScoreType, bool LowerIsBetter, string MetricName)
{
    /// <summary>What a judge was made of when the evaluation was planned; null for evaluators that are no judges.</summary>
    public JudgeFingerprint? Judge { get; init; }

    /// <summary>The configuration's deprecated cutoff; null for none.</summary>
    public double? Cutoff { get; init; }
}
