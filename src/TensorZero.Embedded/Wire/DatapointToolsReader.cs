using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads the members of a datapoint's JSON that say what it has beside its function's tools.</summary>
internal static class DatapointToolsReader
{
    private const string Where = "a datapoint";

    public static IReadOnlyList<string> Keys { get; } =
        ["allowed_tools", "additional_tools", "tool_choice", "parallel_tool_calls", "provider_tools"];

    /// <summary>Null when none of the members is there.</summary>
    /// <exception cref="ContentJsonException">A member is not what it should be.</exception>
    /// <exception cref="NotServedException">One of the tools is a custom tool of OpenAI's.</exception>
    public static DatapointTools? Read(JsonElement json)
    {
        foreach (var key in Keys)
        {
            if (json.Find(key) is not null)
            {
                return new DatapointTools
                {
                    AllowedTools = json.OptionalStrings("allowed_tools"),
                    AdditionalTools = ReadAdditionalTools(json) ?? [],
                    ToolChoice = json.Read("tool_choice", ContentJsonTools.ReadChoice),
                    ParallelToolCalls = json.OptionalBoolean("parallel_tool_calls", Where),
                    ProviderTools = ReadProviderTools(json) ?? [],
                };
            }
        }

        return null;
    }

    /// <summary>What to change; null when none of the members is there. A null clears a member that has no other way to say so.</summary>
    /// <inheritdoc cref="Read"/>
    public static DatapointToolChanges? ReadChanges(JsonElement json)
    {
        foreach (var key in Keys)
        {
            if (json.TryGetProperty(key, out _))
            {
                return new DatapointToolChanges
                {
                    AllowedTools = json.Change("allowed_tools", static tools => (IReadOnlyList<string>?)tools.Strings("allowed_tools")),
                    AdditionalTools = ReadAdditionalTools(json),
                    ToolChoice = json.Change("tool_choice", static choice => (ToolChoice?)ContentJsonTools.ReadChoice(choice)),
                    ParallelToolCalls = json.TryGetProperty("parallel_tool_calls", out _)
                        ? json.OptionalBoolean("parallel_tool_calls", Where)
                        : default(Optional<bool?>),
                    ProviderTools = ReadProviderTools(json),
                };
            }
        }

        return null;
    }

    private static IReadOnlyList<ToolDefinition>? ReadAdditionalTools(JsonElement json) =>
        json.Find("additional_tools") is { } tools ? AdditionalToolsReader.Read(tools) : null;

    private static IReadOnlyList<ProviderTool>? ReadProviderTools(JsonElement json) =>
        json.Find("provider_tools") is { } tools ? ContentJsonTools.ReadProviderTools(tools) : null;
}
