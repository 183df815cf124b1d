using System.Globalization;
using System.Numerics;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Writes a datapoint as a row of its table.</summary>
internal static class DatapointBlock
{
    public static void Write(ClickHouseBlock block, DatapointRecord datapoint)
    {
        block.BeginRow()
            .Write("id"u8, datapoint.Id)
            .Write("dataset_name"u8, datapoint.DatasetName)
            .Write("function_name"u8, datapoint.FunctionName)
            .Write("name"u8, datapoint.Name)
            .Write("episode_id"u8, datapoint.EpisodeId?.ToString())
            .WriteJson("input"u8, datapoint.Input, ContentJson.WriteInput)
            .Write("tags"u8, datapoint.Tags)
            .Write("is_custom"u8, datapoint.IsCustom)
            .Write("source_inference_id"u8, datapoint.SourceInferenceId?.ToString())
            .Write("updated_at"u8, TextOf(datapoint.UpdatedAt))
            .Write("staled_at"u8, TextOf(datapoint.StaledAt))
            .Write("snapshot_hash"u8, NumberOf(datapoint.SnapshotHash));
        _ = datapoint.Output is { Output: { } json }
            ? block.WriteJson("output"u8, json, ContentJson.WriteJsonOutput)
            : block.WriteJson("output"u8, datapoint.Output?.Content, ContentJson.WriteOutput);
        if (datapoint.FunctionType == FunctionType.Json)
        {
            block.WriteJson("output_schema"u8, datapoint.OutputSchema);
        }
        else if (datapoint.Tools is { } tools)
        {
            WriteTools(block, new ToolParamsRecord(
                tools.Tools, tools.AdditionalTools, tools.ProviderTools, tools.AllowedTools, tools.ToolChoice, tools.ParallelToolCalls));
        }

        block.EndRow();
    }

    private static void WriteTools(ClickHouseBlock block, ToolParamsRecord tools)
    {
        block
            .WriteJson("tool_params"u8, tools, ToolColumns.WriteAll)
            .WriteJsonList("dynamic_tools"u8, tools.DynamicTools, ContentJsonTools.WriteDefinition)
            .WriteJsonList("dynamic_provider_tools"u8, tools.DynamicProviderTools, ContentJsonTools.WriteProviderTool)
            .WriteJson("allowed_tools"u8, tools, ToolColumns.WriteAllowedTools)
            .WriteJson("tool_choice"u8, tools.Choice, ContentJsonTools.WriteChoice)
            .Write("parallel_tool_calls"u8, tools.ParallelToolCalls);
    }

    private static string? TextOf(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string NumberOf(string hash) =>
        BigInteger.Parse("0" + hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
