using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

internal static class DatapointRows
{
    private const string Sql =
        $"""
        INSERT INTO datapoint (
            id, dataset_name, function_name, function_type, name, episode_id, input, output, output_schema, {ToolColumns.Names},
            tags, is_custom, source_inference_id, updated_at, staled_at, snapshot_hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """;

    public static void Insert(SqliteConnection connection, IEnumerable<DatapointRecord> datapoints)
    {
        using var statement = new SqliteStatement(connection, Sql);
        foreach (var datapoint in datapoints)
        {
            Insert(statement, datapoint);
        }
    }

    private static void Insert(SqliteStatement statement, DatapointRecord datapoint)
    {
        statement
            .Bind(datapoint.Id)
            .Bind(datapoint.DatasetName)
            .Bind(datapoint.FunctionName)
            .Bind(ContentJsonWords.Of(datapoint.FunctionType))
            .Bind(datapoint.Name)
            .Bind(datapoint.EpisodeId)
            .BindJson(datapoint.Input, ContentJson.WriteInput);
        BindOutput(statement, datapoint.Output).BindJson(datapoint.OutputSchema);
        BindTools(statement, datapoint.Tools)
            .BindJson(datapoint.Tags, TagColumn.Write)
            .Bind(datapoint.IsCustom)
            .Bind(datapoint.SourceInferenceId)
            .Bind(datapoint.UpdatedAt.ToUnixTimeMilliseconds())
            .Bind(datapoint.StaledAt?.ToUnixTimeMilliseconds())
            .Bind(datapoint.SnapshotHash)
            .Execute();
    }

    private static SqliteStatement BindOutput(SqliteStatement statement, StoredOutput? output) => output?.Output is { } json
        ? statement.BindJson(json, ContentJson.WriteJsonOutput)
        : statement.BindJson(output?.Content, ContentJson.WriteOutput);

    private static SqliteStatement BindTools(SqliteStatement statement, StoredTools? tools) =>
        ToolColumns.Bind(statement, tools is null ? null : new ToolParamsRecord(
            tools.Tools, tools.AdditionalTools, tools.ProviderTools, tools.AllowedTools, tools.ToolChoice, tools.ParallelToolCalls));
}
