using System.Text.Json;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>What is summed up of one variant, as TensorZero writes it: what is unknown is left out.</summary>
internal sealed record VariantStatistics(
    string FunctionName, ThroughputStatistics Answered, UsageStatistics? Usage, LatencyStatistics? Latency)
{
    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("function_name"u8, FunctionName);
        writer.WriteString("variant_name"u8, Answered.Key.VariantName);
        writer.WriteNumber("inference_count"u8, Answered.Answered);
        if (Usage is { CallsWithTokens: > 0 })
        {
            writer.WriteNumber("total_input_tokens"u8, Usage.InputTokens);
            writer.WriteNumber("total_output_tokens"u8, Usage.OutputTokens);
        }

        if (Usage?.Cost is { } cost)
        {
            writer.WriteNumber("total_cost"u8, cost);
        }

        if (Usage is not null)
        {
            writer.WriteNumber("count_with_cost"u8, Usage.CallsWithCost);
            writer.WriteNumber("total_provider_cache_read_input_tokens"u8, Usage.ProviderCacheReadInputTokens);
            writer.WriteNumber("total_provider_cache_write_input_tokens"u8, Usage.ProviderCacheWriteInputTokens);
        }

        StatisticsMembers.WriteTimes(writer, "processing_time_ms_quantiles", Latency?.ResponseTimes ?? []);
        StatisticsMembers.WriteTimes(writer, "ttft_ms_quantiles", Latency?.TimesToFirstToken ?? []);
    }
}
