namespace TensorZero.Embedded;

/// <summary>The tools of a recorded inference and the rules for calling them.</summary>
public sealed class StoredTools
{
    /// <summary>Every tool that was on offer.</summary>
    public required IReadOnlyList<ToolDefinition> Tools { get; init; }

    /// <summary>Those of <see cref="Tools"/> that came with the request.</summary>
    public IReadOnlyList<ToolDefinition> AdditionalTools { get; init; } = [];

    /// <summary>The provider tools that came with the request.</summary>
    public IReadOnlyList<ProviderTool> ProviderTools { get; init; } = [];

    /// <summary>The tools that the request allowed; null when it did not say.</summary>
    public IReadOnlyList<string>? AllowedTools { get; init; }

    /// <summary>Whether and which tools had to be called.</summary>
    public ToolChoice ToolChoice { get; init; } = ToolChoice.Auto;

    /// <summary>Whether several calls could come at once; null when nobody said.</summary>
    public bool? ParallelToolCalls { get; init; }
}
