using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

/// <summary>
/// The columns that tell which tools were on offer: <c>tool_params</c> holds all of them, as TensorZero's first form did; the
/// others what the request gave, and the rules.
/// </summary>
internal static class ToolColumns
{
    public const string Names = "tool_params, dynamic_tools, dynamic_provider_tools, allowed_tools, tool_choice, parallel_tool_calls";

    /// <summary>Binds the columns of <see cref="Names"/>.</summary>
    public static RowWriter Bind(RowWriter row, ToolParamsRecord? tools) =>
        row
            .BindJson(tools, WriteAll)
            .BindJson(tools?.DynamicTools, ContentJsonTools.WriteDefinitions)
            .BindJson(tools?.DynamicProviderTools, ContentJsonTools.WriteProviderTools)
            .BindJson(tools, WriteAllowedTools)
            .BindJson(tools?.Choice, ContentJsonTools.WriteChoice)
            .Bind(tools?.ParallelToolCalls);

    /// <summary>Reads the columns of <see cref="Names"/>, the first of which is <paramref name="column"/>.</summary>
    public static StoredTools? Read(StoredRow row, int column)
    {
        if (row.GetOptionalJson(column) is not { } all)
        {
            return null;
        }

        var allowed = row.GetOptionalJson(column + 3);
        return new StoredTools
        {
            Tools = ContentJsonTools.ReadDefinitions(all.Required("tools_available", "tool_params")),
            AdditionalTools = row.GetOptionalJson(column + 1) is { } additional ? ContentJsonTools.ReadDefinitions(additional) : [],
            ProviderTools = row.GetOptionalJson(column + 2) is { } provider ? ContentJsonTools.ReadProviderTools(provider) : [],
            AllowedTools = allowed?.OptionalString("choice", "allowed_tools") == "explicit"
                ? allowed?.Optional("tools")?.Strings("tools")
                : null,
            ToolChoice = row.GetOptionalJson(column + 4) is { } choice ? ContentJsonTools.ReadChoice(choice) : ToolChoice.Auto,
            ParallelToolCalls = row.GetOptionalFlag(column + 5),
        };
    }

    /// <summary>The column <c>tool_params</c>.</summary>
    public static void WriteAll(Utf8JsonWriter writer, ToolParamsRecord tools)
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

    /// <summary>The column <c>allowed_tools</c>.</summary>
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
