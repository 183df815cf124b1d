namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>An evaluator that makes inferences of its own, which belong to the run.</summary>
internal interface IRunEvaluator : IEvaluator
{
    /// <summary>The function behind it.</summary>
    string FunctionName { get; }

    /// <summary>Scores one answer within a run.</summary>
    ValueTask<Score> EvaluateAsync(EvaluatedAnswer answer, EvaluationRun run, CancellationToken cancellationToken);

    /// <summary>The score that a recorded inference of this evaluator gave.</summary>
    Score ScoreOf(StoredInference judgement, Usage usage);
}
