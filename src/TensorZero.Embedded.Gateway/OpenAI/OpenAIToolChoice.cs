namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>OpenAI's <c>tool_choice</c>, which also says which tools may be called at all.</summary>
/// <param name="Choice">Whether and which tools must be called; null leaves it to the function.</param>
/// <param name="AllowedTools">The names of those that may be called; null for all.</param>
internal sealed record OpenAIToolChoice(ToolChoice? Choice, IReadOnlyList<string>? AllowedTools = null)
{
    public static OpenAIToolChoice Unset { get; } = new((ToolChoice?)null);
}
