namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>One variant's part of an evaluation: what everything done in it carries along.</summary>
internal sealed record EvaluationRun
{
    public required Guid Id { get; init; }

    public required EvaluationVariant Variant { get; init; }

    public required string DatasetName { get; init; }

    /// <summary>The evaluation of the configuration; null for evaluators of a function.</summary>
    public string? EvaluationName { get; init; }

    /// <summary>Whether it is a look at a locked dataset.</summary>
    public bool IsLocked { get; init; }

    /// <summary>The caller's own tags.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required IReadOnlyDictionary<string, string> Credentials { get; init; }

    /// <summary>How answers use the inference cache.</summary>
    public required CacheOptions AnswerCache { get; init; }

    /// <summary>How judgements use it.</summary>
    public required CacheOptions JudgementCache { get; init; }
}
