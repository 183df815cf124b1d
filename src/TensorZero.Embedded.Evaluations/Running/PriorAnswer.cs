namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>An answer that is on record from before an evaluation was cut short.</summary>
/// <param name="InferenceId">The inference.</param>
/// <param name="ProcessingTime">How long it took.</param>
internal sealed record PriorAnswer(Guid InferenceId, TimeSpan ProcessingTime)
{
    /// <summary>The scores on record, by evaluator.</summary>
    public Dictionary<string, Score> Scores { get; } = [];

    /// <summary>The judgements on record, by evaluator, whether or not their scores are.</summary>
    public Dictionary<string, Guid> Judgements { get; } = [];
}
