namespace TensorZero.Embedded;

/// <summary>The tools a model is offered with one request, and the rules for calling them.</summary>
public sealed class ToolOffer
{
    /// <summary>Every tool the function knows of in this request, in order. Display names are unique.</summary>
    public required IReadOnlyList<ToolDefinition> Tools { get; init; }

    /// <summary>
    /// The names of the <see cref="Tools"/> that may be called; null when all may. A provider with a native allow-list is sent
    /// all tools and the list; another one is sent <see cref="AllowedTools"/>.
    /// </summary>
    public IReadOnlyList<string>? AllowedNames { get; init; }

    /// <summary>Whether and which tools must be called.</summary>
    public ToolChoice Choice { get; init; } = ToolChoice.Auto;

    /// <summary>Whether several calls may come in one answer; null leaves it to the provider.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>Tools that the provider runs itself. Before a provider is called, those for others are left out.</summary>
    public IReadOnlyList<ProviderTool> ProviderTools { get; init; } = [];

    /// <summary>Only those of <see cref="Tools"/> that may be called.</summary>
    public IEnumerable<ToolDefinition> AllowedTools =>
        AllowedNames is null ? Tools : Tools.Where(tool => AllowedNames.Contains(tool.Name));

    /// <summary>The same offer with only these provider tools.</summary>
    internal ToolOffer WithProviderTools(IReadOnlyList<ProviderTool> providerTools) => new()
    {
        Tools = Tools,
        AllowedNames = AllowedNames,
        Choice = Choice,
        ParallelToolCalls = ParallelToolCalls,
        ProviderTools = providerTools,
    };
}
