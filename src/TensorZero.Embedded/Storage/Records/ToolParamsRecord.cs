namespace TensorZero.Embedded.Storage.Records;

/// <summary>The tools of one inference: what was on offer beside the function's own configuration, and the rules.</summary>
/// <param name="Tools">Every tool on offer, so that a demonstration can be checked against them later.</param>
/// <param name="DynamicTools">Those given with the request.</param>
/// <param name="DynamicProviderTools">Provider tools given with the request.</param>
/// <param name="AllowedTools">The request's <c>allowed_tools</c>; null when it named none.</param>
/// <param name="Choice">Whether and which tools had to be called.</param>
/// <param name="ParallelToolCalls">Whether several calls could come at once; null when nobody said.</param>
internal sealed record ToolParamsRecord(
    IReadOnlyList<ToolDefinition> Tools,
    IReadOnlyList<ToolDefinition> DynamicTools,
    IReadOnlyList<ProviderTool> DynamicProviderTools,
    IReadOnlyList<string>? AllowedTools,
    ToolChoice Choice,
    bool? ParallelToolCalls)
{
    public static ToolParamsRecord Of(StoredTools tools) => new(
        tools.Tools, tools.AdditionalTools, tools.ProviderTools, tools.AllowedTools, tools.ToolChoice, tools.ParallelToolCalls);
}
