namespace TensorZero.Embedded.Evaluations;

/// <summary>What came of one datapoint, one variant and one repeat. Holds no content: the inference's id leads to it.</summary>
public sealed class EvaluationRow
{
    /// <summary>The datapoint.</summary>
    public required Guid DatapointId { get; init; }

    /// <summary>Which of the answers to the same datapoint it is, from 0.</summary>
    public int Repeat { get; init; }

    /// <summary>The recorded answer; null when there is none.</summary>
    public Guid? InferenceId { get; init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Error { get; init; }

    /// <summary>What the evaluators said, by name. An evaluator that was stopped early, or an answer that failed, has none.</summary>
    public IReadOnlyDictionary<string, Score> Scores { get; init; } = new Dictionary<string, Score>();

    /// <summary>The evaluators that would have scored the answer that failed; empty when there is one.</summary>
    internal IReadOnlyList<string> Unscored { get; init; } = [];

    /// <summary>What the answer used and cost.</summary>
    public Usage Usage { get; init; } = Usage.Zero;

    /// <summary>What judging it used and cost.</summary>
    public Usage JudgeUsage { get; init; } = Usage.Zero;

    /// <summary>How long the answer took.</summary>
    public TimeSpan ProcessingTime { get; init; }

    /// <summary>What the answers that resemble one another share; null when every answer stands for itself.</summary>
    public string? Cluster { get; init; }

    /// <summary>The values of the evaluation's slices, in their order; null where the datapoint is in none.</summary>
    public IReadOnlyList<string?> Slices { get; init; } = [];
}
