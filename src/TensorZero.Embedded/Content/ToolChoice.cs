namespace TensorZero.Embedded;

/// <summary>Whether and which tools the model must call.</summary>
public sealed record ToolChoice
{
    private ToolChoice(ToolChoiceKind kind, string? toolName = null) => (Kind, ToolName) = (kind, toolName);

    /// <summary>No tool may be called.</summary>
    public static ToolChoice None { get; } = new(ToolChoiceKind.None);

    /// <summary>The model decides. The default.</summary>
    public static ToolChoice Auto { get; } = new(ToolChoiceKind.Auto);

    /// <summary>Some tool must be called.</summary>
    public static ToolChoice Required { get; } = new(ToolChoiceKind.Required);

    /// <summary>Which of the four it is.</summary>
    public ToolChoiceKind Kind { get; }

    /// <summary>The tool's name when <see cref="Kind"/> is <see cref="ToolChoiceKind.Specific"/>; otherwise null.</summary>
    public string? ToolName { get; }

    /// <summary>The named tool must be called; it must be one of those offered.</summary>
    public static ToolChoice Specific(string toolName) => new(ToolChoiceKind.Specific, toolName);
}
