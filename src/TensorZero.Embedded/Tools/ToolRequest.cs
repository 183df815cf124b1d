namespace TensorZero.Embedded.Tools;

/// <summary>What a request says about tools; everything null or empty leaves it to the function.</summary>
internal sealed record ToolRequest
{
    /// <summary>Leaves everything to the function.</summary>
    public static ToolRequest Nothing { get; } = new();

    public IReadOnlyList<string>? AllowedTools { get; init; }

    public IReadOnlyList<ToolDefinition> AdditionalTools { get; init; } = [];

    public ToolChoice? Choice { get; init; }

    public bool? ParallelToolCalls { get; init; }

    public IReadOnlyList<ProviderTool> ProviderTools { get; init; } = [];

    /// <summary>The first of the request's fields that is set, by its name on the wire; null when none is.</summary>
    public string? FirstSetField =>
        AllowedTools is not null ? "allowed_tools"
        : AdditionalTools.Count > 0 ? "additional_tools"
        : Choice is not null ? "tool_choice"
        : ParallelToolCalls is not null ? "parallel_tool_calls"
        : ProviderTools.Count > 0 ? "provider_tools"
        : null;
}
