namespace TensorZero.Embedded;

/// <summary>A run of a workflow evaluation to start.</summary>
public sealed record WorkflowRunRequest
{
    /// <summary>The variant that each function uses, by function; functions that are not named choose as ever. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Variants { get; init; } = new Dictionary<string, string>();

    /// <summary>Stored with every inference of the run. Keys must not begin with <c>tensorzero::</c>. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>What the run can be compared within; null for nothing.</summary>
    public string? ProjectName { get; init; }

    /// <summary>A name for people; null for none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether the library itself starts it: then its own tags are allowed.</summary>
    internal bool Internal { get; init; }
}
