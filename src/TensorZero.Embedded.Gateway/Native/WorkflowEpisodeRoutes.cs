using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /internal/workflow_evaluations/…</c>: the episodes of runs, with what was said of them.</summary>
internal static class WorkflowEpisodeRoutes
{
    private const int DefaultLimit = 15;

    public static async Task ListAsync(GatewayCall call)
    {
        var episodes = await call.Engine.WorkflowEvaluations
            .ListEpisodesAsync(
                WorkflowReadingRoutes.RunId(call), call.QueryCount("limit") ?? DefaultLimit, call.QueryCount("offset") ?? 0, call.Aborted)
            .ConfigureAwait(false);
        await RowsReply.SendAsync(call, "episodes", episodes, Write).ConfigureAwait(false);
    }

    public static async Task CountAsync(GatewayCall call)
    {
        var count = await call.Engine.WorkflowEvaluations
            .CountEpisodesAsync(WorkflowReadingRoutes.RunId(call), call.Aborted)
            .ConfigureAwait(false);
        await CountReply.SendAsync(call, "count", count).ConfigureAwait(false);
    }

    /// <summary>A list of episodes for each task.</summary>
    public static async Task ListByTaskAsync(GatewayCall call)
    {
        var tasks = await call.Engine.WorkflowEvaluations
            .ListTasksAsync(
                WorkflowReadingRoutes.RunIds(call) ?? [], call.QueryCount("limit") ?? DefaultLimit, call.QueryCount("offset") ?? 0, call.Aborted)
            .ConfigureAwait(false);
        await call.ReplyAsync(tasks, static (writer, tasks) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("episodes"u8);
            foreach (var task in tasks)
            {
                writer.WriteStartArray();
                foreach (var episode in task.Episodes)
                {
                    writer.WriteStartObject();
                    writer.WriteString("group_key"u8, task.Name ?? $"NULL_EPISODE_{NumberOf(episode.EpisodeId)}");
                    Write(writer, episode);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    public static async Task CountByTaskAsync(GatewayCall call)
    {
        var count = await call.Engine.WorkflowEvaluations
            .CountTasksAsync(WorkflowReadingRoutes.RunIds(call) ?? [], call.Aborted)
            .ConfigureAwait(false);
        await CountReply.SendAsync(call, "count", count).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, WorkflowEpisode episode)
    {
        writer.WriteString("episode_id"u8, episode.EpisodeId);
        writer.WriteString("timestamp"u8, episode.StartedAt.UtcDateTime);
        writer.WriteString("run_id"u8, episode.RunId);
        writer.WriteTexts("tags"u8, episode.Tags);
        if (episode.TaskName is { } task)
        {
            writer.WriteString("task_name"u8, task);
        }

        WriteTexts(writer, "feedback_metric_names"u8, episode.Feedback.Select(feedback => feedback.Name));
        WriteTexts(writer, "feedback_values"u8, episode.Feedback.Select(TextOf));
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string TextOf(WorkflowFeedback feedback) =>
        feedback.BooleanValue is { } flag ? (flag ? "true" : "false")
        : feedback.FloatValue?.ToString(CultureInfo.InvariantCulture) ?? feedback.Comment ?? "";

    private static UInt128 NumberOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
