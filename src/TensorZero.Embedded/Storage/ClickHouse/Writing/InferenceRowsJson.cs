using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse.Writing;

/// <summary>Writes an inference with its calls.</summary>
internal static class InferenceRowsJson
{
    public static void Write(BatchBlocks batch, InferenceRecord record)
    {
        if (record.Status != InferenceStatus.Succeeded)
        {
            WriteFailed(batch.Table("EmbeddedFailedInference"), record);
        }
        else if (record.FunctionType == FunctionType.Chat)
        {
            WriteChat(batch.Table("ChatInference"), record);
        }
        else
        {
            WriteJson(batch.Table("JsonInference"), record);
        }

        foreach (var call in record.ModelInferences)
        {
            CallRowsJson.Write(batch, record, call);
        }

        foreach (var call in record.FailedCalls)
        {
            CallRowsJson.Write(batch.Table("EmbeddedFailedCall"), record, call);
        }
    }

    private static void WriteChat(ClickHouseBlock row, InferenceRecord record)
    {
        WriteCommon(row, record).WriteJson("output"u8, RecordedContent(record), ContentJson.WriteOutput);
        ToolRowsJson.Write(row, record.ToolParams).EndRow();
    }

    private static void WriteJson(ClickHouseBlock row, InferenceRecord record) =>
        WriteCommon(row, record)
            .WriteJson("output"u8, record.JsonOutput, ContentJson.WriteJsonOutput)
            .WriteJson("auxiliary_content"u8, RecordedContent(record), ContentJson.WriteOutput)
            .WriteJson("output_schema"u8, record.OutputSchema)
            .EndRow();

    private static void WriteFailed(ClickHouseBlock row, InferenceRecord record)
    {
        WriteCommon(row, record)
            .Write("function_type"u8, ContentJsonWords.Of(record.FunctionType))
            .Write("status"u8, InferenceStatusWords.Of(record.Status))
            .Write("error"u8, record.Error)
            .WriteJson("output_schema"u8, record.OutputSchema);
        ToolRowsJson.Write(row, record.ToolParams);
        if (record.FunctionType == FunctionType.Chat)
        {
            row.WriteJson("output"u8, RecordedContent(record), ContentJson.WriteOutput).EndRow();
        }
        else
        {
            row.WriteJson("output"u8, record.JsonOutput, ContentJson.WriteJsonOutput)
                .WriteJson("auxiliary_content"u8, RecordedContent(record), ContentJson.WriteOutput)
                .EndRow();
        }
    }

    private static ClickHouseBlock WriteCommon(ClickHouseBlock row, InferenceRecord record) =>
        row.BeginRow()
            .Write("id"u8, record.Id)
            .Write("function_name"u8, record.FunctionName)
            .Write("variant_name"u8, record.VariantName)
            .Write("episode_id"u8, record.EpisodeId)
            .WriteJson("input"u8, record.Input, ContentJson.WriteInput)
            .WriteJson("inference_params"u8, record.InferenceParams, ContentJsonParams.Write)
            .Write("processing_time_ms"u8, record.ProcessingTime)
            .Write("ttft_ms"u8, record.TimeToFirstToken)
            .Write("tags"u8, record.Tags)
            .WriteJson("extra_body"u8, record.ExtraBody.Count == 0 ? null : record.ExtraBody, ContentJsonExtraBody.Write)
            .Write("snapshot_hash"u8, SnapshotHash.NumberOf(record.SnapshotHash));

    /// <summary>Without an input, no content of the inference is recorded.</summary>
    private static IReadOnlyList<ContentBlock>? RecordedContent(InferenceRecord record) => record.Input is null ? null : record.Content;
}
