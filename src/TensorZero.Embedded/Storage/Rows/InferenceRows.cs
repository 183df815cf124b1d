using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

/// <summary>Writes an inference with its calls and tags.</summary>
internal sealed class InferenceRows(IRowTables tables)
{
    private const string Common =
        "id, function_name, variant_name, episode_id, inference_params, processing_time_ms, ttft_ms, timestamp, tags, snapshot_hash, extra_body";

    private readonly RowWriter _chat = tables.Table("chat_inference", $"{Common}, input, output, {ToolColumns.Names}");
    private readonly RowWriter _json =
        tables.Table("json_inference", $"{Common}, input, output, auxiliary_content, output_schema");

    private readonly RowWriter _failed = tables.Table(
        "failed_inference",
        $"{Common}, input, output, auxiliary_content, output_schema, function_type, status, error, {ToolColumns.Names}");

    private readonly ModelInferenceRows _modelInferences = new(tables);
    private readonly FailedCallRows _failedCalls = new(tables);

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

        tables.WriteTags(record.Id, record.Tags);
        foreach (var modelInference in record.ModelInferences)
        {
            _modelInferences.Write(record, modelInference);
        }

        foreach (var failedCall in record.FailedCalls)
        {
            _failedCalls.Write(record, failedCall);
        }
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
        BindCommon(_failed, record).BindJson(record.Input, ContentJson.WriteInput);
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
            .Bind(record.Error);
        ToolColumns.Bind(_failed, record.ToolParams).Execute();
    }

    private static RowWriter BindCommon(RowWriter row, InferenceRecord record) =>
        row
            .Bind(record.Id)
            .Bind(record.FunctionName)
            .Bind(record.VariantName)
            .Bind(record.EpisodeId)
            .BindJson(record.InferenceParams, ContentJsonParams.Write)
            .Bind(record.ProcessingTime)
            .Bind(record.TimeToFirstToken)
            .Bind(UuidV7Source.TimestampOf(record.Id))
            .BindJson(record.Tags, TagColumn.Write)
            .Bind(record.SnapshotHash)
            .BindJson(record.ExtraBody.Count == 0 ? null : record.ExtraBody, ContentJsonExtraBody.Write);

    /// <summary>Without an input, no content of the inference is recorded.</summary>
    private static IReadOnlyList<ContentBlock>? RecordedContent(InferenceRecord record) => record.Input is null ? null : record.Content;
}
