namespace TensorZero.Embedded.Evaluations;

/// <summary>Makes evaluators of delegates.</summary>
public static class Evaluator
{
    /// <summary>An evaluator that answers pass or fail.</summary>
    /// <param name="name">Its name within the function.</param>
    /// <param name="passes">Whether an answer passes; thread-safe.</param>
    public static IEvaluator Boolean(string name, Func<EvaluatedAnswer, bool> passes)
    {
        ArgumentNullException.ThrowIfNull(passes);
        return Of(name, ScoreType.Boolean, (answer, _) => ValueTask.FromResult(Score.Of(passes(answer))));
    }

    /// <summary>An evaluator that measures something.</summary>
    /// <param name="name">Its name within the function.</param>
    /// <param name="measure">The score of an answer; thread-safe.</param>
    /// <param name="lowerIsBetter">Whether less is better.</param>
    public static IEvaluator Float(string name, Func<EvaluatedAnswer, double> measure, bool lowerIsBetter = false)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Of(name, ScoreType.Float, (answer, _) => ValueTask.FromResult(Score.Of(measure(answer))), lowerIsBetter);
    }

    /// <summary>An evaluator that takes its time, skips answers or gives reasons.</summary>
    /// <param name="name">Its name within the function.</param>
    /// <param name="scoreType">What its scores are.</param>
    /// <param name="evaluate">Scores an answer; thread-safe.</param>
    /// <param name="lowerIsBetter">Whether less is better.</param>
    public static IEvaluator Of(
        string name,
        ScoreType scoreType,
        Func<EvaluatedAnswer, CancellationToken, ValueTask<Score>> evaluate,
        bool lowerIsBetter = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(evaluate);
        return new DelegateEvaluator(name, scoreType, evaluate, lowerIsBetter);
    }

    private sealed class DelegateEvaluator(
        string name, ScoreType scoreType, Func<EvaluatedAnswer, CancellationToken, ValueTask<Score>> evaluate, bool lowerIsBetter)
        : IEvaluator
    {
        public string Name => name;

        public ScoreType ScoreType => scoreType;

        public bool LowerIsBetter => lowerIsBetter;

        public ValueTask<Score> EvaluateAsync(EvaluatedAnswer answer, CancellationToken cancellationToken) => evaluate(answer, cancellationToken);
    }
}
