using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Evaluations.Datasets;
using TensorZero.Embedded.Evaluations.Evaluators;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>An evaluation of which everything is settled.</summary>
internal sealed class EvaluationPlan
{
    public required EvaluationRequest Request { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    public required FunctionEntry Function { get; init; }

    public required OpenedDataset Dataset { get; init; }

    public required IReadOnlyList<EvaluationRun> Runs { get; init; }

    public required IReadOnlyList<ResolvedEvaluator> Evaluators { get; init; }

    public Guid Id => Runs[0].Id;

    public string FunctionName => Function.Function.Name;

    public int Repeats => Request.Repeats;

    /// <summary>How many answers each variant gives.</summary>
    public int AnswersPerRun => Dataset.Ids.Count * Repeats;

    public IReadOnlyList<EvaluatorInfo> EvaluatorInfos => field ??= [.. Evaluators.Select(static evaluator => new EvaluatorInfo(
        evaluator.Name, evaluator.Evaluator.ScoreType, evaluator.Evaluator.LowerIsBetter, evaluator.MetricName) { Cutoff = evaluator.Cutoff })];
}
