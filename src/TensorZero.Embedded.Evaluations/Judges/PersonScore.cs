namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// What a person said of an answer. The answer is named by its inference, by the judgement that the person saw, or by its datapoint where only
/// one answer to it was judged. Immutable.
/// </summary>
public sealed record PersonScore
{
    /// <summary>The score; 1 and 0 for a pass and a failure.</summary>
    public required double Value { get; init; }

    /// <summary>The inference that gave the answer; null when it is named otherwise.</summary>
    public Guid? InferenceId { get; init; }

    /// <summary>The datapoint that was answered; null when the answer is named otherwise.</summary>
    public Guid? DatapointId { get; init; }

    /// <summary>The judge's own inference about the answer; null when it is named otherwise.</summary>
    public Guid? JudgementId { get; init; }

    /// <summary>Who said it; null for nobody known. Of the scores of several people the mean counts, or the majority.</summary>
    public string? Person { get; init; }
}
