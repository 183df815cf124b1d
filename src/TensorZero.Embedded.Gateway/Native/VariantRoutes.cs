using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>How a function's variants do: how often they answer, what they use, how long they take, and by a metric.</summary>
internal static class VariantRoutes
{
    public static async Task ThroughputAsync(GatewayCall call)
    {
        var function = FunctionRoutes.NameOf(call);
        var window = TimeWindow.Read(call, maxPeriods: 10);
        var rows = await AnsweredAsync(call, function, window).ConfigureAwait(false);
        var sorted = rows.OrderByDescending(row => row.Key.PeriodStart).ThenByDescending(row => row.Key.VariantName, StringComparer.Ordinal);
        await RowsReply.SendAsync(call, "throughput", sorted, static (writer, row) =>
        {
            StatisticsMembers.WritePeriod(writer, row.Key);
            writer.WriteString("variant_name"u8, row.Key.VariantName);
            writer.WriteNumber("count"u8, row.Answered);
        }).ConfigureAwait(false);
    }

    public static async Task UsageAsync(GatewayCall call)
    {
        var function = FunctionRoutes.NameOf(call);
        var window = TimeWindow.Read(call);
        var answered = await AnsweredAsync(call, function, window).ConfigureAwait(false);
        var query = new UsageQuery
        {
            FunctionName = function,
            Period = window.Period,
            From = await window.FindBeginningAsync(call, function).ConfigureAwait(false),
            GroupBy = [StatisticsGroup.Variant],
        };
        var usage = (await call.Engine.Statistics.GetUsageAsync(query, call.Aborted).ConfigureAwait(false)).ToDictionary(row => row.Key);
        await RowsReply.SendAsync(call, "data", answered.OrderByDescending(row => row.Key.PeriodStart), (writer, row) =>
        {
            StatisticsMembers.WritePeriod(writer, row.Key);
            writer.WriteString("variant_name"u8, row.Key.VariantName);
            StatisticsMembers.WriteUsage(writer, usage.GetValueOrDefault(row.Key), row.Answered);
        }).ConfigureAwait(false);
    }

    /// <summary>By a metric, with half the width of a 95 % interval of the mean.</summary>
    public static async Task PerformanceAsync(GatewayCall call)
    {
        var function = FunctionRoutes.NameOf(call);
        var name = call.QueryText("metric_name")
            ?? throw new GatewayException(StatusCodes.Status400BadRequest, "Expected `metric_name` in the query string.");
        var query = new MetricQuery
        {
            FunctionName = function,
            VariantName = call.QueryText("variant_name"),
            MetricName = name,
            Level = FunctionRoutes.MetricOf(call, name).Level,
            Period = TimeWindow.Read(call, maxPeriods: 0).Period,
        };
        var rows = await call.Engine.Statistics.GetMetricAsync(query, call.Aborted).ConfigureAwait(false);
        await RowsReply.SendAsync(call, "performances", rows, WritePerformance).ConfigureAwait(false);
    }

    /// <summary><c>GET /internal/variant_statistics</c>: everything that is summed up of each variant of a function.</summary>
    public static async Task StatisticsAsync(GatewayCall call)
    {
        var function = call.QueryText("function_name")
            ?? throw new GatewayException(StatusCodes.Status400BadRequest, "Expected `function_name` in the query string.");
        var (from, to) = (call.QueryTime("after"), call.QueryTime("before"));
        StatisticsGroup[] variants = [StatisticsGroup.Variant];
        var statistics = call.Engine.Statistics;
        var answered = await statistics.GetThroughputAsync(
            new ThroughputQuery { FunctionName = function, From = from, To = to, GroupBy = variants }, call.Aborted).ConfigureAwait(false);
        var usage = await statistics.GetUsageAsync(
            new UsageQuery { FunctionName = function, From = from, To = to, GroupBy = variants }, call.Aborted).ConfigureAwait(false);
        var latency = await statistics.GetLatencyAsync(
            new LatencyQuery
            {
                FunctionName = function, From = from, To = to, GroupBy = variants, Of = LatencyOf.Inferences, Quantiles = StatisticsMembers.Quantiles,
            },
            call.Aborted).ConfigureAwait(false);
        var rows = answered.Where(row => row.Answered > 0).Select(row => new VariantStatistics(
            function, row, usage.FirstOrDefault(other => other.Key == row.Key), latency.FirstOrDefault(other => other.Key == row.Key)));
        await call.ReplyAsync(rows, static (writer, rows) =>
        {
            writer.WriteStartObject();
            StatisticsMembers.WriteQuantiles(writer);
            RowsReply.WriteRows(writer, "data", rows, static (writer, row) => row.WriteMembers(writer));
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static async Task<IEnumerable<ThroughputStatistics>> AnsweredAsync(GatewayCall call, string function, TimeWindow window)
    {
        var query = new ThroughputQuery
        {
            FunctionName = function,
            Period = window.Period,
            From = await window.FindBeginningAsync(call, function).ConfigureAwait(false),
            GroupBy = [StatisticsGroup.Variant],
        };
        var rows = await call.Engine.Statistics.GetThroughputAsync(query, call.Aborted).ConfigureAwait(false);
        return rows.Where(row => row.Answered > 0);
    }

    private static void WritePerformance(Utf8JsonWriter writer, MetricStatistics row)
    {
        StatisticsMembers.WritePeriod(writer, row.Key);
        writer.WriteString("variant_name"u8, row.Key.VariantName);
        writer.WriteNumber("count"u8, row.Count);
        writer.WriteNumber("avg_metric"u8, row.Mean);
        if (row.Variance is { } variance)
        {
            var deviation = Math.Sqrt(variance);
            writer.WriteNumber("stdev"u8, deviation);
            writer.WriteNumber("ci_error"u8, 1.96 * (deviation / Math.Sqrt(row.Count)));
        }
    }
}
