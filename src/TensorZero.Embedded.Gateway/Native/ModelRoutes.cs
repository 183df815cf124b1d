using System.Text.Json;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /internal/models/…</c>: what the models used, and how long they took.</summary>
internal static class ModelRoutes
{
    /// <summary>How many models have answered.</summary>
    public static async Task CountAsync(GatewayCall call)
    {
        var usage = await UsageAsync(call, null, null, StatisticsGroup.Model).ConfigureAwait(false);
        await CountReply.SendAsync(call, "model_count", usage.Count).ConfigureAwait(false);
    }

    public static async Task UsageAsync(GatewayCall call)
    {
        var usage = await UsageAsync(call, TimeWindow.Read(call), StatisticsGroup.Model).ConfigureAwait(false);
        await RowsReply.SendAsync(call, "data", NewestFirst(usage), static (writer, row) =>
        {
            StatisticsMembers.WritePeriod(writer, row.Key);
            writer.WriteString("model_name"u8, row.Key.ModelName);
            StatisticsMembers.WriteUsage(writer, row, row.CallCount);
        }).ConfigureAwait(false);
    }

    /// <summary>What providers read from and wrote into their caches.</summary>
    public static async Task CacheStatisticsAsync(GatewayCall call)
    {
        var usage = await UsageAsync(call, TimeWindow.Read(call), StatisticsGroup.Model, StatisticsGroup.Provider).ConfigureAwait(false);
        await RowsReply.SendAsync(call, "data", NewestFirst(usage), WriteCaches).ConfigureAwait(false);
    }

    /// <summary>Over the last length of the window.</summary>
    public static async Task LatencyAsync(GatewayCall call)
    {
        var window = TimeWindow.Read(call, maxPeriods: 1);
        var query = new LatencyQuery
        {
            From = await window.FindLengthBackAsync(call).ConfigureAwait(false),
            GroupBy = [StatisticsGroup.Model],
            Quantiles = StatisticsMembers.Quantiles,
        };
        var rows = await call.Engine.Statistics.GetLatencyAsync(query, call.Aborted).ConfigureAwait(false);
        await call.ReplyAsync(rows, static (writer, rows) =>
        {
            writer.WriteStartObject();
            StatisticsMembers.WriteQuantiles(writer);
            RowsReply.WriteRows(writer, "data", rows, static (writer, row) =>
            {
                writer.WriteString("model_name"u8, row.Key.ModelName);
                StatisticsMembers.WriteTimes(writer, "response_time_ms_quantiles", row.ResponseTimes);
                StatisticsMembers.WriteTimes(writer, "ttft_ms_quantiles", row.TimesToFirstToken);
                writer.WriteNumber("count"u8, row.Count);
            });
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static void WriteCaches(Utf8JsonWriter writer, UsageStatistics row)
    {
        StatisticsMembers.WritePeriod(writer, row.Key);
        writer.WriteString("model_name"u8, row.Key.ModelName);
        writer.WriteString("model_provider_name"u8, row.Key.ProviderName);
        writer.WriteNumber("input_tokens"u8, row.InputTokens);
        writer.WriteNumber("cache_read_input_tokens"u8, row.ProviderCacheReadInputTokens);
        writer.WriteNumber("cache_write_input_tokens"u8, row.ProviderCacheWriteInputTokens);
        writer.WriteNumber("count"u8, row.CallCount);
        if (row.InputTokens > 0)
        {
            writer.WriteNumber("cache_read_ratio"u8, (double)row.ProviderCacheReadInputTokens / row.InputTokens);
        }
        else
        {
            writer.WriteNull("cache_read_ratio"u8);
        }
    }

    private static async Task<IReadOnlyList<UsageStatistics>> UsageAsync(
        GatewayCall call, TimeWindow window, params StatisticsGroup[] groups) =>
        await UsageAsync(call, window.Period, await window.FindBeginningAsync(call, null).ConfigureAwait(false), groups).ConfigureAwait(false);

    private static async Task<IReadOnlyList<UsageStatistics>> UsageAsync(
        GatewayCall call, TimePeriod? period, DateTimeOffset? from, params StatisticsGroup[] groups) =>
        await call.Engine.Statistics.GetUsageAsync(
            new UsageQuery
            {
                ModelName = call.QueryText("model_name"),
                ProviderName = call.QueryText("model_provider_name"),
                From = from,
                Period = period,
                GroupBy = groups,
            },
            call.Aborted).ConfigureAwait(false);

    /// <summary>Within a period they stay in their order, by name.</summary>
    private static IEnumerable<UsageStatistics> NewestFirst(IReadOnlyList<UsageStatistics> rows) =>
        rows.OrderByDescending(row => row.Key.PeriodStart);
}
