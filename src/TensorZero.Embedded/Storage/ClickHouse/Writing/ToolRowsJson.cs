using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse.Writing;

/// <summary>Writes the columns that say which tools were on offer.</summary>
internal static class ToolRowsJson
{
    public static ClickHouseBlock Write(ClickHouseBlock row, ToolParamsRecord? tools)
    {
        if (tools is null)
        {
            return row;
        }

        row.WriteJson("tool_params"u8, tools, ToolColumns.WriteAll)
            .WriteJsonList("dynamic_tools"u8, tools.DynamicTools, ContentJsonTools.WriteDefinition)
            .WriteJsonList("dynamic_provider_tools"u8, tools.DynamicProviderTools, ContentJsonTools.WriteProviderTool)
            .WriteJson("allowed_tools"u8, tools, ToolColumns.WriteAllowedTools)
            .Write("parallel_tool_calls"u8, tools.ParallelToolCalls);

        // A word stands there without quotation marks, as TensorZero writes it.
        return tools.Choice.Kind == ToolChoiceKind.Specific
            ? row.WriteJson("tool_choice"u8, tools.Choice, ContentJsonTools.WriteChoice)
            : row.Write("tool_choice"u8, ContentJsonTools.WordOf(tools.Choice.Kind));
    }
}
