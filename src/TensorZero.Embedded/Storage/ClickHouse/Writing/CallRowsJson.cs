using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse.Writing;

/// <summary>Writes provider calls.</summary>
internal static class CallRowsJson
{
    private const decimal CostLimit = 1_000_000_000m;

    public static void Write(BatchBlocks batch, InferenceRecord inference, ModelInferenceRecord call)
    {
        var recorded = inference.Input is not null;
        batch.Table("ModelInference").BeginRow()
            .Write("id"u8, call.Id)
            .Write("inference_id"u8, inference.Id)
            .Write("function_name"u8, inference.FunctionName)
            .Write("variant_name"u8, inference.VariantName)
            .Write("model_name"u8, call.ModelName)
            .Write("model_provider_name"u8, call.ProviderName)
            .Write("raw_request"u8, call.RawRequest)
            .Write("raw_response"u8, call.RawResponse)
            .Write("system"u8, call.System)
            .WriteJson("input_messages"u8, recorded ? call.InputMessages : null, ContentJson.WriteMessages)
            .WriteJson("output"u8, recorded ? call.Output : null, ContentJson.WriteContent)
            .WriteCount("input_tokens"u8, call.Usage.InputTokens)
            .WriteCount("output_tokens"u8, call.Usage.OutputTokens)
            .WriteCount("provider_cache_read_input_tokens"u8, call.Usage.ProviderCacheReadInputTokens)
            .WriteCount("provider_cache_write_input_tokens"u8, call.Usage.ProviderCacheWriteInputTokens)
            .Write("cost"u8, Rounded(call.Usage.Cost))
            .Write("response_time_ms"u8, call.ResponseTime)
            .Write("ttft_ms"u8, call.TimeToFirstToken)
            .Write("cached"u8, call.Cached)
            .Write("finish_reason"u8, call.FinishReason is { } reason ? ContentJsonWords.Of(reason) : null)
            .Write("snapshot_hash"u8, SnapshotHash.NumberOf(inference.SnapshotHash))
            .EndRow();
        batch.Table("EmbeddedModelCall").BeginRow()
            .Write("id"u8, call.Id)
            .Write("inference_id"u8, inference.Id)
            .Write("provider_type"u8, call.ProviderType)
            .EndRow();
    }

    public static void Write(ClickHouseBlock row, InferenceRecord inference, FailedCallRecord call) =>
        row.BeginRow()
            .Write("id"u8, call.Id)
            .Write("inference_id"u8, inference.Id)
            .Write("function_name"u8, inference.FunctionName)
            .Write("variant_name"u8, call.VariantName)
            .Write("model_name"u8, call.ModelName)
            .Write("model_provider_name"u8, call.ProviderName)
            .Write("provider_type"u8, call.ProviderType)
            .Write("failure"u8, call.Failure)
            .Write("error"u8, call.Error)
            .Write("status_code"u8, (long?)call.StatusCode)
            .Write("raw_request"u8, call.RawRequest)
            .Write("raw_response"u8, call.RawResponse)
            .Write("response_time_ms"u8, call.ResponseTime)
            .Write("snapshot_hash"u8, SnapshotHash.NumberOf(inference.SnapshotHash))
            .EndRow();

    /// <summary>As many digits as the column has.</summary>
    private static decimal? Rounded(decimal? cost) => cost is not { } dollars ? null
        : Math.Abs(dollars) < CostLimit ? Math.Round(dollars, 9, MidpointRounding.ToEven)
        : throw new ObservabilityStoreException(
            ObservabilityStoreFailure.Rejected,
            "A call's cost has more than nine digits before the point: the column in ClickHouse has no room for it.");
}
