using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse.Reading;

/// <summary>Writes datapoints as text, with all they hold: two that differ in anything differ here.</summary>
internal static class DatapointText
{
    public static string Of(DatapointRecord datapoint) => string.Join(
        " | ",
        datapoint.Id, datapoint.DatasetName, datapoint.FunctionName, datapoint.FunctionType, datapoint.Name ?? "∅", datapoint.EpisodeId,
        ContentJsonSamples.Write(writer => ContentJson.WriteInput(writer, datapoint.Input)), Of(datapoint.Output),
        datapoint.OutputSchema?.GetRawText(), Of(datapoint.Tools),
        JsonSerializer.Serialize(datapoint.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)), datapoint.IsCustom,
        datapoint.SourceInferenceId, datapoint.UpdatedAt.ToString("O"), datapoint.StaledAt?.ToString("O"), datapoint.SnapshotHash);

    private static string Of(StoredOutput? output) => output switch
    {
        null => "∅",
        { Output: { } json } => ContentJsonSamples.Write(writer => ContentJson.WriteJsonOutput(writer, json)),
        _ => ContentJsonSamples.Write(writer => ContentJson.WriteOutput(writer, output.Content)),
    };

    private static string Of(StoredTools? tools) => tools is null ? "∅" : string.Join(
        " ",
        ContentJsonSamples.Write(writer => ContentJsonTools.WriteDefinitions(writer, tools.Tools)),
        ContentJsonSamples.Write(writer => ContentJsonTools.WriteDefinitions(writer, tools.AdditionalTools)),
        ContentJsonSamples.Write(writer => ContentJsonTools.WriteProviderTools(writer, tools.ProviderTools)),
        tools.AllowedTools is null ? "∅" : string.Join(' ', tools.AllowedTools),
        ContentJsonSamples.Write(writer => ContentJsonTools.WriteChoice(writer, tools.ToolChoice)),
        tools.ParallelToolCalls);
}
