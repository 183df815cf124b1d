using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.ClickHouse.Writing;
using TensorZero.Embedded.Storage.Records;

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
            .Write("updated_at"u8, datapoint.UpdatedAt)
            .Write("staled_at"u8, datapoint.StaledAt)
            .Write("snapshot_hash"u8, SnapshotHash.NumberOf(datapoint.SnapshotHash));
        _ = datapoint.Output is { Output: { } json }
            ? block.WriteJson("output"u8, json, ContentJson.WriteJsonOutput)
            : block.WriteJson("output"u8, datapoint.Output?.Content, ContentJson.WriteOutput);
        if (datapoint.FunctionType == FunctionType.Json)
        {
            block.WriteJson("output_schema"u8, datapoint.OutputSchema);
        }
        else if (datapoint.Tools is { } tools)
        {
            ToolRowsJson.Write(block, ToolParamsRecord.Of(tools));
        }

        block.EndRow();
    }
}
