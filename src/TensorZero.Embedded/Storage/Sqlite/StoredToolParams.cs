using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// The columns that tell which tools were on offer: <c>tool_params</c> holds all of them, as TensorZero's first form did, and
/// the dynamic columns what the request gave.
/// </summary>
internal static class StoredToolParams
{
    public static void Write(Utf8JsonWriter writer, ToolParamsRecord tools)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("tools_available"u8);
        ContentJsonTools.WriteDefinitions(writer, tools.Tools);
        writer.WritePropertyName("tool_choice"u8);
        ContentJsonTools.WriteChoice(writer, tools.Choice);
        if (tools.ParallelToolCalls is { } parallel)
        {
            writer.WriteBoolean("parallel_tool_calls"u8, parallel);
        }
        else
        {
            writer.WriteNull("parallel_tool_calls"u8);
        }

        writer.WriteEndObject();
    }

    public static void WriteAllowedTools(Utf8JsonWriter writer, ToolParamsRecord tools)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tools"u8);
        foreach (var name in tools.AllowedTools ?? [])
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteString("choice"u8, tools.AllowedTools is null ? "function_default"u8 : "explicit"u8);
        writer.WriteEndObject();
    }
}
