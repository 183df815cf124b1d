namespace TensorZero.Embedded.Evaluations;

/// <summary>Which runs to list; what is null is left open.</summary>
public sealed record RecordedRunQuery
{
    /// <summary>The function.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The evaluation's name.</summary>
    public string? EvaluationName { get; init; }

    /// <summary>The dataset.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The most runs. Default: 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>How many of the newest to leave out. Default: 0.</summary>
    public int Offset { get; init; }
}
