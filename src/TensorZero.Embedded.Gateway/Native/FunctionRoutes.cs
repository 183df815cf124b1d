using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /internal/functions/…</c>: how often functions answered, and how many of the answers are rated.</summary>
internal static class FunctionRoutes
{
    /// <summary>Every function that has answered, the one that did last first.</summary>
    public static async Task CountAllAsync(GatewayCall call)
    {
        var query = new ThroughputQuery { GroupBy = [StatisticsGroup.Function] };
        var rows = await call.Engine.Statistics.GetThroughputAsync(query, call.Aborted).ConfigureAwait(false);
        var functions = new List<(string Name, DateTimeOffset Last, long Count)>();
        foreach (var row in rows.Where(row => row.Answered > 0))
        {
            var last = await LastAsync(call, row.Key.FunctionName!, null).ConfigureAwait(false);
            functions.Add((row.Key.FunctionName!, last, row.Answered));
        }

        await RowsReply.SendAsync(call, "functions", functions.OrderByDescending(function => function.Last), static (writer, function) =>
        {
            writer.WriteString("function_name"u8, function.Name);
            writer.WriteString("last_inference_timestamp"u8, function.Last.UtcDateTime);
            writer.WriteNumber("inference_count"u8, function.Count);
        }).ConfigureAwait(false);
    }

    /// <summary>Of one function, and with <c>group_by=variant</c> of each of its variants.</summary>
    public static async Task CountAsync(GatewayCall call)
    {
        var function = NameOf(call);
        var query = new ThroughputQuery
        {
            FunctionName = function, VariantName = call.QueryText("variant_name"), GroupBy = [StatisticsGroup.Variant],
        };
        var rows = await call.Engine.Statistics.GetThroughputAsync(query, call.Aborted).ConfigureAwait(false);
        var total = rows.Sum(row => row.Answered);
        switch (call.QueryText("group_by"))
        {
            case null:
                await CountReply.SendAsync(call, "inference_count", total).ConfigureAwait(false);
                break;
            case "variant":
                await SendByVariantAsync(call, function, total, rows).ConfigureAwait(false);
                break;
            default:
                throw new GatewayException(StatusCodes.Status400BadRequest, "Expected variant as `group_by` in the query string.");
        }
    }

    /// <summary>How many inferences have a value for a metric, and how many a good one: beyond <c>threshold</c>.</summary>
    public static async Task CountRatedAsync(GatewayCall call)
    {
        var function = NameOf(call);
        var metric = call.RouteText("metric_name");
        if (metric == "demonstration")
        {
            var demonstrated = await CountAsync(call, function, new DemonstrationFilter(true)).ConfigureAwait(false);
            await SendRatedAsync(call, demonstrated, demonstrated).ConfigureAwait(false);
            return;
        }

        var config = MetricOf(call, metric);
        await SendRatedAsync(
            call,
            await CountAsync(call, function, Rated(config)).ConfigureAwait(false),
            await CountAsync(call, function, Good(config, call.QueryNumber("threshold") ?? 0)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <exception cref="GatewayException">There is no such function.</exception>
    public static string NameOf(GatewayCall call)
    {
        var name = call.RouteText("function_name");
        return call.Engine.HasFunction(name) ? name : throw new GatewayException(StatusCodes.Status404NotFound, $"Unknown function: {name}");
    }

    /// <exception cref="GatewayException">There is no such metric.</exception>
    public static MetricConfig MetricOf(GatewayCall call, string name) =>
        call.Engine.FindMetric(name) ?? throw new GatewayException(StatusCodes.Status404NotFound, $"Unknown metric: {name}");

    private static OrFilter Rated(MetricConfig metric) => metric.Type == MetricType.Boolean
        ? new OrFilter(new BooleanMetricFilter(metric.Name, true), new BooleanMetricFilter(metric.Name, false))
        : new OrFilter(
            new FloatMetricFilter(metric.Name, FilterComparison.GreaterThanOrEqual, 0),
            new FloatMetricFilter(metric.Name, FilterComparison.LessThan, 0));

    private static InferenceFilter Good(MetricConfig metric, double threshold)
    {
        var isMore = metric.Optimize == MetricOptimize.Max;
        return metric.Type == MetricType.Boolean
            ? new BooleanMetricFilter(metric.Name, isMore)
            : new FloatMetricFilter(metric.Name, isMore ? FilterComparison.GreaterThan : FilterComparison.LessThan, threshold);
    }

    private static ValueTask<long> CountAsync(GatewayCall call, string function, InferenceFilter filter) =>
        call.Engine.History.CountAsync(new InferenceQuery { FunctionName = function, Filter = filter }, call.Aborted);

    private static Task SendRatedAsync(GatewayCall call, long feedback, long inferences) =>
        call.ReplyAsync((feedback, inferences), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("feedback_count"u8, state.feedback);
            writer.WriteNumber("inference_count"u8, state.inferences);
            writer.WriteEndObject();
        });

    private static async Task SendByVariantAsync(
        GatewayCall call, string function, long total, IReadOnlyList<ThroughputStatistics> rows)
    {
        var variants = new List<(string Name, long Count, DateTimeOffset Last)>();
        foreach (var row in rows.Where(row => row.Answered > 0).OrderByDescending(row => row.Answered))
        {
            var name = row.Key.VariantName!;
            variants.Add((name, row.Answered, await LastAsync(call, function, name).ConfigureAwait(false)));
        }

        await call.ReplyAsync((total, variants), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("inference_count"u8, state.total);
            RowsReply.WriteRows(writer, "count_by_variant", state.variants, static (writer, variant) =>
            {
                writer.WriteString("variant_name"u8, variant.Name);
                writer.WriteNumber("inference_count"u8, variant.Count);
                writer.WriteString("last_used_at"u8, variant.Last.UtcDateTime);
            });
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static async ValueTask<DateTimeOffset> LastAsync(GatewayCall call, string function, string? variant)
    {
        var query = new InferenceQuery
        {
            FunctionName = function, VariantName = variant, Limit = 1, OutputSource = InferenceOutputSource.None,
        };
        return (await call.Engine.History.ListAsync(query, call.Aborted).FirstAsync(call.Aborted).ConfigureAwait(false)).Timestamp;
    }
}
