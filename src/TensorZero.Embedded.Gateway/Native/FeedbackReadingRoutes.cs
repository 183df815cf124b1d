using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /internal/feedback/…</c>: what was said about an inference or an episode.</summary>
internal static class FeedbackReadingRoutes
{
    private const int DefaultLimit = 100;

    public static Task ListAsync(GatewayCall call) =>
        ListReply.SendAsync(call, "feedback", Find(call, call.RouteId("target_id"), null), StoredFeedbackWriter.Write);

    public static Task ListDemonstrationsAsync(GatewayCall call) => ListReply.SendAsync(
        call,
        "feedback",
        Find(call, call.RouteId("inference_id"), FeedbackKind.Demonstration),
        StoredFeedbackWriter.WriteDemonstration);

    public static async Task CountAsync(GatewayCall call)
    {
        var summaries = await SummarizeAsync(call).ConfigureAwait(false);
        await CountReply.SendAsync(call, "count", summaries.Sum(summary => summary.Count)).ConfigureAwait(false);
    }

    /// <summary>The first and the last id, of all and by type.</summary>
    public static async Task FindBoundsAsync(GatewayCall call)
    {
        var summaries = await SummarizeAsync(call).ConfigureAwait(false);
        await call.ReplyAsync(summaries, static (writer, summaries) =>
        {
            writer.WriteStartObject();
            WriteBounds(writer, summaries);
            writer.WriteStartObject("by_type"u8);
            foreach (var kind in Enum.GetValues<FeedbackKind>())
            {
                writer.WriteStartObject(EnumWords<FeedbackKind>.Of(kind));
                WriteBounds(writer, summaries.Where(summary => summary.Kind == kind));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>Of each metric the feedback that counts.</summary>
    public static async Task FindLatestAsync(GatewayCall call)
    {
        var summaries = await SummarizeAsync(call).ConfigureAwait(false);
        var latest = summaries
            .Where(summary => summary.MetricName is not null)
            .GroupBy(summary => summary.MetricName!, summary => summary.LastId)
            .OrderBy(metric => metric.Key, StringComparer.Ordinal);
        await call.ReplyAsync(latest, static (writer, latest) =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("feedback_id_by_metric"u8);
            foreach (var metric in latest)
            {
                writer.WriteString(metric.Key, metric.Max());
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static IAsyncEnumerable<StoredFeedback> Find(GatewayCall call, Guid targetId, FeedbackKind? kind)
    {
        var query = new FeedbackQuery
        {
            TargetId = targetId,
            Kind = kind,
            Before = call.QueryId("before"),
            After = call.QueryId("after"),
            Limit = call.QueryCount("limit") ?? DefaultLimit,
        };
        return query is { Before: not null, After: not null }
            ? throw new GatewayException(
                StatusCodes.Status400BadRequest, "Cannot specify both before and after in query_feedback_by_target_id")
            : call.Engine.History.ListFeedbackAsync(query, call.Aborted);
    }

    private static ValueTask<IReadOnlyList<FeedbackSummary>> SummarizeAsync(GatewayCall call) =>
        call.Engine.History.SummarizeFeedbackAsync(call.RouteId("target_id"), call.Aborted);

    private static void WriteBounds(Utf8JsonWriter writer, IEnumerable<FeedbackSummary> summaries)
    {
        var some = summaries.ToList();
        if (some.Count > 0)
        {
            writer.WriteString("first_id"u8, some.Min(summary => summary.FirstId));
            writer.WriteString("last_id"u8, some.Max(summary => summary.LastId));
        }
    }
}
