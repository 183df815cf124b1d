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

    /// <summary>That of the run of the first variant when the evaluation was begun.</summary>
    public required Guid Id { get; init; }

    /// <summary>Of the configuration that was checked.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>The datapoints in the order in which they are gone through.</summary>
    public required IReadOnlyList<Guid> Order { get; init; }

    /// <summary>What the judges among the evaluators are made of, by name.</summary>
    public required IReadOnlyDictionary<string, JudgeFingerprint> Judges { get; init; }

    public string FunctionName => Function.Function.Name;

    public int Repeats => Request.Repeats;

    /// <summary>How many answers each variant gives.</summary>
    public int AnswersPerRun => checked(Dataset.Ids.Count * Repeats);

    public IReadOnlyList<EvaluatorInfo> EvaluatorInfos => field ??= [.. Evaluators.Select(evaluator => new EvaluatorInfo(
        evaluator.Name, evaluator.Evaluator.ScoreType, evaluator.Evaluator.LowerIsBetter, evaluator.MetricName)
    {
        Cutoff = evaluator.Cutoff,
        Judge = Judges.GetValueOrDefault(evaluator.Name),
    })];
}
