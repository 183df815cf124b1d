using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Writes an inference with its calls and tags.</summary>
internal sealed class InferenceRows(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _chat = new(
        connection,
        $"""
        INSERT INTO chat_inference (
            id, function_name, variant_name, episode_id, inference_params, processing_time_ms, ttft_ms, timestamp, tags, snapshot_hash,
            extra_body, input, output, {ToolColumns.Names})
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """);

    private readonly SqliteStatement _json = new(
        connection,
        """
        INSERT INTO json_inference (
            id, function_name, variant_name, episode_id, inference_params, processing_time_ms, ttft_ms, timestamp, tags, snapshot_hash,
            extra_body, input, output, auxiliary_content, output_schema)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """);

    private readonly SqliteStatement _failed = new(
        connection,
        """
        INSERT INTO failed_inference (
            id, function_name, variant_name, episode_id, inference_params, processing_time_ms, ttft_ms, timestamp, tags, snapshot_hash,
            extra_body, tool_params, input, output, auxiliary_content, output_schema, function_type, status, error)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """);

    private readonly SqliteStatement _tag = new(
        connection,
        "INSERT INTO inference_tag (key, value, inference_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");

    private readonly ModelInferenceRows _modelInferences = new(connection);
    private readonly FailedCallRows _failedCalls = new(connection);

    public void Write(InferenceRecord record)
    {
        if (record.Status != InferenceStatus.Succeeded)
        {
            WriteFailed(record);
        }
        else if (record.FunctionType == FunctionType.Chat)
        {
            WriteChat(record);
        }
        else
        {
            WriteJson(record);
        }

        foreach (var (key, value) in record.Tags)
        {
            _tag.Bind(key).Bind(value).Bind(record.Id).Execute();
        }

        foreach (var modelInference in record.ModelInferences)
        {
            _modelInferences.Write(record, modelInference);
        }

        foreach (var failedCall in record.FailedCalls)
        {
            _failedCalls.Write(record, failedCall);
        }
    }

    /// <summary>After an error: no statement keeps half a row.</summary>
    public void Reset()
    {
        _chat.Reset();
        _json.Reset();
        _failed.Reset();
        _tag.Reset();
        _modelInferences.Reset();
        _failedCalls.Reset();
    }

    public void Dispose()
    {
        _chat.Dispose();
        _json.Dispose();
        _failed.Dispose();
        _tag.Dispose();
        _modelInferences.Dispose();
        _failedCalls.Dispose();
    }

    private void WriteChat(InferenceRecord record)
    {
        BindCommon(_chat, record)
            .BindJson(record.Input, ContentJson.WriteInput)
            .BindJson(RecordedContent(record), ContentJson.WriteOutput);
        ToolColumns.Bind(_chat, record.ToolParams).Execute();
    }

    private void WriteJson(InferenceRecord record) =>
        BindCommon(_json, record)
            .BindJson(record.Input, ContentJson.WriteInput)
            .BindJson(record.JsonOutput, ContentJson.WriteJsonOutput)
            .BindJson(RecordedContent(record), ContentJson.WriteOutput)
            .BindJson(record.OutputSchema)
            .Execute();

    private void WriteFailed(InferenceRecord record)
    {
        BindCommon(_failed, record)
            .BindJson(record.ToolParams, ToolColumns.WriteAll)
            .BindJson(record.Input, ContentJson.WriteInput);
        if (record.FunctionType == FunctionType.Chat)
        {
            _failed.BindJson(RecordedContent(record), ContentJson.WriteOutput).Bind((string?)null);
        }
        else
        {
            _failed.BindJson(record.JsonOutput, ContentJson.WriteJsonOutput).BindJson(RecordedContent(record), ContentJson.WriteOutput);
        }

        _failed.BindJson(record.OutputSchema)
            .Bind(ContentJsonWords.Of(record.FunctionType))
            .Bind(InferenceStatusWords.Of(record.Status))
            .Bind(record.Error)
            .Execute();
    }

    private static SqliteStatement BindCommon(SqliteStatement statement, InferenceRecord record) =>
        statement
            .Bind(record.Id)
            .Bind(record.FunctionName)
            .Bind(record.VariantName)
            .Bind(record.EpisodeId)
            .BindJson(record.InferenceParams, ContentJsonParams.Write)
            .Bind(record.ProcessingTime)
            .Bind(record.TimeToFirstToken)
            .Bind(UuidV7Source.TimestampOf(record.Id).ToUnixTimeMilliseconds())
            .BindJson(record.Tags, TagColumn.Write)
            .Bind(record.SnapshotHash)
            .BindJson(record.ExtraBody.Count == 0 ? null : record.ExtraBody, ContentJsonExtraBody.Write);

    /// <summary>Without an input, no content of the inference is recorded.</summary>
    private static IReadOnlyList<ContentBlock>? RecordedContent(InferenceRecord record) => record.Input is null ? null : record.Content;
}
