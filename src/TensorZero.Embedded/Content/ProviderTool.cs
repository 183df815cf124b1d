using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A tool that the provider itself runs, in the provider's own shape, such as a web search.</summary>
/// <param name="Tool">The tool as the provider's interface describes it.</param>
/// <param name="ModelName">Only for this model; null for every one.</param>
/// <param name="ProviderName">Only for this provider of <paramref name="ModelName"/>; null for every one.</param>
public sealed record ProviderTool(JsonElement Tool, string? ModelName = null, string? ProviderName = null)
{
    /// <summary>The tool as the provider's interface describes it.</summary>
    public JsonElement Tool { get; init => field = JsonElements.Own(value); } = JsonElements.Own(Tool);
}
