using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes the members of a chat inference's or datapoint's JSON that say what it has beside its function's tools.</summary>
internal static class StoredToolsWriter
{
    public static void WriteMembers(Utf8JsonWriter writer, StoredTools? tools)
    {
        if (tools?.AllowedTools is { } allowed)
        {
            writer.WriteStartArray("allowed_tools"u8);
            foreach (var name in allowed)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
        }

        if (tools?.AdditionalTools is { Count: > 0 } additional)
        {
            writer.WritePropertyName("additional_tools"u8);
            ContentJsonTools.WriteDefinitions(writer, additional);
        }

        if (tools is not null)
        {
            writer.WritePropertyName("tool_choice"u8);
            ContentJsonTools.WriteChoice(writer, tools.ToolChoice);
        }

        if (tools?.ParallelToolCalls is { } parallel)
        {
            writer.WriteBoolean("parallel_tool_calls"u8, parallel);
        }

        writer.WritePropertyName("provider_tools"u8);
        ContentJsonTools.WriteProviderTools(writer, tools?.ProviderTools ?? []);
    }
}
