using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal sealed class ModelInferenceRows(IRowTables tables)
{
    private readonly RowWriter _row = tables.Table(
        "model_inference",
        $"""
        id, inference_id, function_name, variant_name, model_name, model_provider_name, provider_type, raw_request, raw_response,
        system, input_messages, output, input_tokens, output_tokens, provider_cache_read_input_tokens,
        provider_cache_write_input_tokens, {tables.CostColumn}, response_time_ms, ttft_ms, timestamp, cached, finish_reason, snapshot_hash
        """);

    public void Write(InferenceRecord inference, ModelInferenceRecord record)
    {
        var recorded = inference.Input is not null;
        _row
            .Bind(record.Id)
            .Bind(inference.Id)
            .Bind(inference.FunctionName)
            .Bind(inference.VariantName ?? "")
            .Bind(record.ModelName)
            .Bind(record.ProviderName)
            .Bind(record.ProviderType)
            .Bind(record.RawRequest)
            .Bind(record.RawResponse)
            .Bind(record.System)
            .BindJson(recorded ? record.InputMessages : null, ContentJson.WriteMessages)
            .BindJson(recorded ? record.Output : null, ContentJson.WriteContent)
            .Bind(record.Usage.InputTokens)
            .Bind(record.Usage.OutputTokens)
            .Bind(record.Usage.ProviderCacheReadInputTokens)
            .Bind(record.Usage.ProviderCacheWriteInputTokens)
            .BindMoney(record.Usage.Cost)
            .Bind(record.ResponseTime)
            .Bind(record.TimeToFirstToken)
            .Bind(UuidV7Source.TimestampOf(record.Id))
            .Bind(record.Cached)
            .Bind(record.FinishReason is { } reason ? ContentJsonWords.Of(reason) : null)
            .Bind(inference.SnapshotHash)
            .Execute();
    }
}
