namespace TensorZero.Embedded;

/// <summary>What a datapoint says about tools; everything left out is the function's own. Immutable. Chat functions only.</summary>
public sealed class DatapointTools
{
    /// <summary>The keys of the tools that may be called; null allows the function's and the additional ones.</summary>
    public IReadOnlyList<string>? AllowedTools { get; init; }

    /// <summary>Tools beside the function's. Default: empty.</summary>
    public IReadOnlyList<ToolDefinition> AdditionalTools { get; init; } = [];

    /// <summary>Tools that the provider runs itself. Default: empty.</summary>
    public IReadOnlyList<ProviderTool> ProviderTools { get; init; } = [];

    /// <summary>Whether and which tools must be called; null leaves it to the function.</summary>
    public ToolChoice? ToolChoice { get; init; }

    /// <summary>Whether several calls may come in one answer; null leaves it to the function.</summary>
    public bool? ParallelToolCalls { get; init; }
}
