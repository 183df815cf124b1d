using System.Runtime.InteropServices;
using System.Text.Json;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Writes <c>tools</c> and <c>tool_choice</c>; writes nothing when no tool may be called.</summary>
internal static class MessagesToolWriter
{
    public static void Write(Utf8JsonWriter writer, ToolOffer? offer, IReadOnlyList<JsonElement> providerTools)
    {
        if (offer?.Choice.Kind == ToolChoiceKind.None || !HasAny(offer, providerTools))
        {
            return;
        }

        writer.WriteStartArray("tools"u8);
        if (offer is not null)
        {
            foreach (var tool in offer.AllowedTools)
            {
                WriteTool(writer, tool);
            }
        }

        foreach (var tool in providerTools)
        {
            WriteRaw(writer, tool);
        }

        if (offer is not null)
        {
            foreach (var tool in offer.ProviderTools)
            {
                WriteRaw(writer, tool.Tool);
            }
        }

        writer.WriteEndArray();
        if (offer is not null)
        {
            WriteChoice(writer, offer);
        }
    }

    private static bool HasAny(ToolOffer? offer, IReadOnlyList<JsonElement> providerTools) =>
        providerTools.Count > 0 || (offer is not null && (offer.ProviderTools.Count > 0 || offer.AllowedTools.Any()));

    private static void WriteTool(Utf8JsonWriter writer, ToolDefinition tool)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, tool.Name);
        writer.WriteString("description"u8, tool.Description);
        writer.WritePropertyName("input_schema"u8);
        WriteRaw(writer, tool.Parameters);
        writer.WriteBoolean("strict"u8, tool.Strict);
        writer.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter writer, ToolOffer offer)
    {
        writer.WriteStartObject("tool_choice"u8);
        switch (offer.Choice.Kind)
        {
            case ToolChoiceKind.Required:
                writer.WriteString("type"u8, "any"u8);
                break;
            case ToolChoiceKind.Specific:
                writer.WriteString("type"u8, "tool"u8);
                writer.WriteString("name"u8, offer.Choice.ToolName);
                break;
            default:
                writer.WriteString("type"u8, "auto"u8);
                break;
        }

        writer.WriteBoolean("disable_parallel_tool_use"u8, offer.ParallelToolCalls == false);
        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, JsonElement element) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
}
