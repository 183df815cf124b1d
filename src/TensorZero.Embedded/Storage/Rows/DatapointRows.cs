using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal sealed class DatapointRows(IRowTables tables)
{
    private readonly RowWriter _row = tables.Table(
        "datapoint",
        $"""
        id, dataset_name, function_name, function_type, name, episode_id, input, output, output_schema, {ToolColumns.Names},
        tags, is_custom, source_inference_id, updated_at, staled_at, snapshot_hash
        """);

    public void Write(DatapointRecord datapoint)
    {
        _row
            .Bind(datapoint.Id)
            .Bind(datapoint.DatasetName)
            .Bind(datapoint.FunctionName)
            .Bind(ContentJsonWords.Of(datapoint.FunctionType))
            .Bind(datapoint.Name)
            .Bind(datapoint.EpisodeId)
            .BindJson(datapoint.Input, ContentJson.WriteInput);
        BindOutput(_row, datapoint.Output).BindJson(datapoint.OutputSchema);
        BindTools(_row, datapoint.Tools)
            .BindJson(datapoint.Tags, TagColumn.Write)
            .Bind(datapoint.IsCustom)
            .Bind(datapoint.SourceInferenceId)
            .Bind(datapoint.UpdatedAt)
            .Bind(datapoint.StaledAt)
            .Bind(datapoint.SnapshotHash)
            .Execute();
    }

    private static RowWriter BindOutput(RowWriter row, StoredOutput? output) => output?.Output is { } json
        ? row.BindJson(json, ContentJson.WriteJsonOutput)
        : row.BindJson(output?.Content, ContentJson.WriteOutput);

    private static RowWriter BindTools(RowWriter row, StoredTools? tools) =>
        ToolColumns.Bind(row, tools is null ? null : ToolParamsRecord.Of(tools));
}
