using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Datasets;

/// <summary>The members of a datapoint's JSON that say what it has beside its function's tools.</summary>
internal static class DatapointLineTools
{
    public static bool IsKnown(string key) =>
        key is "allowed_tools" or "additional_tools" or "tool_choice" or "parallel_tool_calls" or "provider_tools";

    public static void Write(Utf8JsonWriter writer, StoredTools tools)
    {
        if (tools.AllowedTools is { } allowed)
        {
            writer.WriteStartArray("allowed_tools"u8);
            foreach (var name in allowed)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
        }

        if (tools.AdditionalTools.Count > 0)
        {
            writer.WritePropertyName("additional_tools"u8);
            ContentJsonTools.WriteDefinitions(writer, tools.AdditionalTools);
        }

        writer.WritePropertyName("tool_choice"u8);
        ContentJsonTools.WriteChoice(writer, tools.ToolChoice);
        if (tools.ParallelToolCalls is { } parallel)
        {
            writer.WriteBoolean("parallel_tool_calls"u8, parallel);
        }

        if (tools.ProviderTools.Count > 0)
        {
            writer.WritePropertyName("provider_tools"u8);
            ContentJsonTools.WriteProviderTools(writer, tools.ProviderTools);
        }
    }

    /// <summary>Null when none of the members is there.</summary>
    public static DatapointTools? Read(JsonElement json)
    {
        var allowed = json.Optional("allowed_tools");
        var additional = json.Optional("additional_tools");
        var choice = json.Optional("tool_choice");
        var parallel = json.Optional("parallel_tool_calls");
        var provider = json.Optional("provider_tools");
        return (allowed ?? additional ?? choice ?? parallel ?? provider) is null ? null : new DatapointTools
        {
            AllowedTools = allowed?.Strings("allowed_tools"),
            AdditionalTools = additional is { } tools ? ContentJsonTools.ReadDefinitions(tools) : [],
            ToolChoice = choice is { } rule ? ContentJsonTools.ReadChoice(rule) : null,
            ParallelToolCalls = parallel switch
            {
                null => null,
                { ValueKind: JsonValueKind.True } => true,
                { ValueKind: JsonValueKind.False } => false,
                _ => throw new ContentJsonException("Expected true or false as `parallel_tool_calls` in a datapoint."),
            },
            ProviderTools = provider is { } providerTools ? ContentJsonTools.ReadProviderTools(providerTools) : [],
        };
    }
}
