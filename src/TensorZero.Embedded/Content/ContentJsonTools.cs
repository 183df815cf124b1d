using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>The JSON of tools and of the rules for calling them.</summary>
internal static class ContentJsonTools
{
    private const string Where = "a tool";

    public static void WriteDefinition(Utf8JsonWriter writer, ToolDefinition tool)
    {
        writer.WriteStartObject();
        writer.WriteString("description"u8, tool.Description);
        writer.WritePropertyName("parameters"u8);
        tool.Parameters.WriteTo(writer);
        writer.WriteString("name"u8, tool.Name);
        writer.WriteBoolean("strict"u8, tool.Strict);
        writer.WriteEndObject();
    }

    public static void WriteDefinitions(Utf8JsonWriter writer, IReadOnlyList<ToolDefinition> tools)
    {
        writer.WriteStartArray();
        foreach (var tool in tools)
        {
            WriteDefinition(writer, tool);
        }

        writer.WriteEndArray();
    }

    /// <exception cref="ContentJsonException">The JSON is no list of tools.</exception>
    public static IReadOnlyList<ToolDefinition> ReadDefinitions(JsonElement json) =>
        json.Items("tools", static tool => new ToolDefinition(
            tool.RequiredString("name", Where),
            tool.OptionalString("description", Where) ?? "",
            tool.Required("parameters", Where).Clone(),
            tool.Optional("strict") is { ValueKind: JsonValueKind.True }));

    public static void WriteProviderTools(Utf8JsonWriter writer, IReadOnlyList<ProviderTool> tools)
    {
        writer.WriteStartArray();
        foreach (var tool in tools)
        {
            WriteProviderTool(writer, tool);
        }

        writer.WriteEndArray();
    }

    public static void WriteProviderTool(Utf8JsonWriter writer, ProviderTool tool)
    {
        writer.WriteStartObject();
        if (tool.ModelName is not null)
        {
            writer.WriteStartObject("scope"u8);
            writer.WriteString("model_name"u8, tool.ModelName);
            writer.WriteIfPresent("provider_name"u8, tool.ProviderName);
            writer.WriteEndObject();
        }

        writer.WritePropertyName("tool"u8);
        tool.Tool.WriteTo(writer);
        writer.WriteEndObject();
    }

    /// <exception cref="ContentJsonException">The JSON is no list of provider tools.</exception>
    public static IReadOnlyList<ProviderTool> ReadProviderTools(JsonElement json) =>
        json.Items("provider_tools", static item =>
        {
            var scope = item.Optional("scope") ?? default;
            return new ProviderTool(
                item.Required("tool", "a provider tool").Clone(),
                scope.OptionalString("model_name", "a scope"),
                scope.OptionalString("provider_name", "a scope"));
        });

    public static void WriteChoice(Utf8JsonWriter writer, ToolChoice choice)
    {
        if (choice.Kind == ToolChoiceKind.Specific)
        {
            writer.WriteStartObject();
            writer.WriteString("specific"u8, choice.ToolName);
            writer.WriteEndObject();
            return;
        }

        writer.WriteStringValue(WordOf(choice.Kind));
    }

    /// <summary>The word for a choice that names no tool.</summary>
    public static string WordOf(ToolChoiceKind choice) => choice switch
    {
        ToolChoiceKind.None => "none",
        ToolChoiceKind.Required => "required",
        _ => "auto",
    };

    /// <exception cref="ContentJsonException">The JSON is neither a known word nor <c>{"specific": name}</c>.</exception>
    public static ToolChoice ReadChoice(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => ToolChoice.Specific(json.RequiredString("specific", "tool_choice")),
        JsonValueKind.String when json.ValueEquals("none"u8) => ToolChoice.None,
        JsonValueKind.String when json.ValueEquals("auto"u8) => ToolChoice.Auto,
        JsonValueKind.String when json.ValueEquals("required"u8) => ToolChoice.Required,
        _ => throw new ContentJsonException("Expected none, auto, required or an object with `specific` as `tool_choice`."),
    };
}
