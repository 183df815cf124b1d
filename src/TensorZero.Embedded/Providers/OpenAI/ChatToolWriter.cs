using System.Runtime.InteropServices;
using System.Text.Json;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>Writes the tools of a chat completion and the rules for calling them.</summary>
internal static class ChatToolWriter
{
    public static void Write(Utf8JsonWriter json, ToolOffer offer, string model, ProviderCall call)
    {
        if (offer.ProviderTools.Count > 0)
        {
            throw call.Failed(
                ProviderFailure.UnsupportedRequest, "takes no provider_tools: chat completions know only tools of the function itself");
        }

        if (offer.Tools.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        for (var index = 0; index < offer.Tools.Count; index++)
        {
            WriteTool(json, offer.Tools[index]);
        }

        json.WriteEndArray();
        json.WritePropertyName("tool_choice"u8);
        WriteChoice(json, offer);

        // The o1 models refuse the parameter, and call one tool at a time anyway.
        if (offer.ParallelToolCalls is { } parallel && (parallel || !model.StartsWith("o1", StringComparison.OrdinalIgnoreCase)))
        {
            json.WriteBoolean("parallel_tool_calls"u8, parallel);
        }
    }

    private static void WriteTool(Utf8JsonWriter json, ToolDefinition tool)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, tool.Name);
        json.WriteString("description"u8, tool.Description);
        json.WritePropertyName("parameters"u8);
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(tool.Parameters), skipInputValidation: true);
        if (tool.Strict)
        {
            json.WriteBoolean("strict"u8, true);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, ToolOffer offer)
    {
        switch (offer)
        {
            case { Choice.Kind: ToolChoiceKind.None } or { AllowedNames.Count: 0 }:
                json.WriteStringValue("none"u8);
                break;
            case { Choice.Kind: ToolChoiceKind.Specific }:
                WriteReference(json, offer.Choice.ToolName!);
                break;
            case { AllowedNames: { } allowed }:
                WriteAllowed(json, allowed, offer.Choice.Kind);
                break;
            default:
                json.WriteStringValue(offer.Choice.Kind == ToolChoiceKind.Required ? "required"u8 : "auto"u8);
                break;
        }
    }

    private static void WriteAllowed(Utf8JsonWriter json, IReadOnlyList<string> allowed, ToolChoiceKind kind)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "allowed_tools"u8);
        json.WriteStartObject("allowed_tools"u8);
        json.WriteString("mode"u8, kind == ToolChoiceKind.Required ? "required"u8 : "auto"u8);
        json.WriteStartArray("tools"u8);
        for (var index = 0; index < allowed.Count; index++)
        {
            WriteReference(json, allowed[index]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, name);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
