namespace TensorZero.Embedded.Storage;

/// <summary>Which evaluation runs to list; what is null is left open.</summary>
internal sealed record EvaluationRunQuery
{
    public string? FunctionName { get; init; }

    public string? EvaluationName { get; init; }

    public string? DatasetName { get; init; }

    /// <summary>How many at most; 100 by default.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>How many of the newest are left out.</summary>
    public int Offset { get; init; }
}
