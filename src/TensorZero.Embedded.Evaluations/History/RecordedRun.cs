namespace TensorZero.Embedded.Evaluations;

/// <summary>One variant's run of an evaluation, as the database has it.</summary>
public sealed record RecordedRun
{
    /// <summary>The run's id.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The evaluation's name for people; empty when nobody gave it one.</summary>
    public required string EvaluationName { get; init; }

    /// <summary>The function.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The function's type.</summary>
    public required FunctionType FunctionType { get; init; }

    /// <summary>The dataset.</summary>
    public required string DatasetName { get; init; }

    /// <summary>The variant; null for one that was not in the configuration.</summary>
    public required string? VariantName { get; init; }

    /// <summary>What was measured.</summary>
    public required IReadOnlyList<EvaluatorInfo> Evaluators { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The hash of the configuration; null when nobody noted it.</summary>
    public string? ConfigurationHash { get; init; }
}
