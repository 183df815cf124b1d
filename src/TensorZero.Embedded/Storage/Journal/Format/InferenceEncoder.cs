using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>An inference with its calls, after its kind and id.</summary>
internal static class InferenceEncoder
{
    public static void Write(EncodingBuffer buffer, InferenceRecord record)
    {
        buffer.Text(record.FunctionName);
        buffer.Byte((byte)record.FunctionType);
        buffer.Text(record.VariantName);
        buffer.Id(record.EpisodeId);
        buffer.Byte((byte)record.Status);
        buffer.Text(record.Error);
        ContentEncoder.Input(buffer, record.Input);
        ContentEncoder.Blocks(buffer, record.Content);
        JsonOutput(buffer, record.JsonOutput);
        buffer.Json(record.OutputSchema);
        ToolEncoder.Write(buffer, record.ToolParams);
        ParamsEncoder.Write(buffer, record.InferenceParams);
        buffer.Tags(record.Tags);
        ParamsEncoder.ExtraBody(buffer, record.ExtraBody);
        buffer.Signed(record.ProcessingTime.Ticks);
        buffer.Optional(record.TimeToFirstToken);
        buffer.Text(record.SnapshotHash);

        buffer.Count(record.ModelInferences.Count);
        for (var i = 0; i < record.ModelInferences.Count; i++)
        {
            Write(buffer, record.ModelInferences[i]);
        }

        buffer.Count(record.FailedCalls.Count);
        for (var i = 0; i < record.FailedCalls.Count; i++)
        {
            Write(buffer, record.FailedCalls[i]);
        }
    }

    private static void Write(EncodingBuffer buffer, ModelInferenceRecord record)
    {
        buffer.Id(record.Id);
        buffer.Text(record.ModelName);
        buffer.Text(record.ProviderName);
        buffer.Text(record.ProviderType);
        buffer.Text(record.System);
        ContentEncoder.Messages(buffer, record.InputMessages);
        ContentEncoder.Blocks(buffer, record.Output);
        buffer.Bytes(record.RawRequest.Span);
        buffer.Bytes(record.RawResponse.Span);
        buffer.Optional(record.Usage.InputTokens);
        buffer.Optional(record.Usage.OutputTokens);
        buffer.Optional(record.Usage.ProviderCacheReadInputTokens);
        buffer.Optional(record.Usage.ProviderCacheWriteInputTokens);
        buffer.Optional(record.Usage.Cost);
        buffer.Optional(record.ResponseTime);
        buffer.Optional(record.TimeToFirstToken);
        buffer.Optional((long?)record.FinishReason);
        buffer.Flag(record.Cached);
    }

    private static void Write(EncodingBuffer buffer, FailedCallRecord record)
    {
        buffer.Id(record.Id);
        buffer.Text(record.VariantName);
        buffer.Text(record.ModelName);
        buffer.Text(record.ProviderName);
        buffer.Text(record.ProviderType);
        buffer.Text(record.Failure);
        buffer.Text(record.Error);
        buffer.Optional((long?)record.StatusCode);
        buffer.Bytes(record.RawRequest.Span);
        buffer.Bytes(record.RawResponse.Span);
        buffer.Optional(record.ResponseTime);
    }

    private static void JsonOutput(EncodingBuffer buffer, JsonOutput? output)
    {
        buffer.Flag(output is not null);
        if (output is not null)
        {
            buffer.Text(output.Raw);
            buffer.Json(output.Parsed);
        }
    }
}
