namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// Scores answers. Implementations are called for many answers at a time, so they must be thread-safe. An exception becomes an error of that
/// score, with the exception's type and message in it, and the evaluation goes on.
/// </summary>
public interface IEvaluator
{
    /// <summary>Its name within the function, as reports and metrics have it.</summary>
    string Name { get; }

    /// <summary>What its scores are.</summary>
    ScoreType ScoreType { get; }

    /// <summary>Whether less is better. Default: false.</summary>
    bool LowerIsBetter => false;

    /// <summary>Scores one answer.</summary>
    /// <param name="answer">The answer, with its datapoint.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>A value, or <see cref="Score.Skip"/> where there is nothing to say.</returns>
    ValueTask<Score> EvaluateAsync(EvaluatedAnswer answer, CancellationToken cancellationToken);
}
