namespace TensorZero.Embedded;

/// <summary>What to change of a datapoint's tools, piece by piece. Everything that is left out stays as it is.</summary>
internal sealed class DatapointToolChanges
{
    /// <summary>The tools that may be called; null allows the function's and the additional ones.</summary>
    public Optional<IReadOnlyList<string>?> AllowedTools { get; init; }

    /// <summary>Null keeps them.</summary>
    public IReadOnlyList<ToolDefinition>? AdditionalTools { get; init; }

    /// <summary>Null keeps them.</summary>
    public IReadOnlyList<ProviderTool>? ProviderTools { get; init; }

    /// <summary>Null leaves it to the function.</summary>
    public Optional<ToolChoice?> ToolChoice { get; init; }

    /// <summary>Null leaves it to the function.</summary>
    public Optional<bool?> ParallelToolCalls { get; init; }

    public DatapointTools ApplyTo(StoredTools? current) => new()
    {
        AllowedTools = AllowedTools.Or(current?.AllowedTools),
        AdditionalTools = AdditionalTools ?? current?.AdditionalTools ?? [],
        ProviderTools = ProviderTools ?? current?.ProviderTools ?? [],
        ToolChoice = ToolChoice.Or(current?.ToolChoice),
        ParallelToolCalls = ParallelToolCalls.Or(current?.ParallelToolCalls),
    };
}
