namespace TensorZero.Embedded.Evaluations;

/// <summary>A look at a locked dataset. Immutable.</summary>
public sealed record LockedLook
{
    /// <summary>The evaluation, by which it can be resumed; that is the same look.</summary>
    public required Guid EvaluationId { get; init; }

    /// <summary>What it was for, in the words of whoever looked.</summary>
    public required string Purpose { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The function.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The variants that were evaluated.</summary>
    public required IReadOnlyList<string> VariantNames { get; init; }

    /// <summary>The evaluators.</summary>
    public required IReadOnlyList<string> EvaluatorNames { get; init; }
}
