using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /internal/workflow_evaluations/…</c>: projects, runs and their metrics.</summary>
internal static class WorkflowReadingRoutes
{
    private const int DefaultLimit = 100;

    public static async Task ListProjectsAsync(GatewayCall call)
    {
        var projects = await call.Engine.WorkflowEvaluations
            .ListProjectsAsync(call.QueryCount("limit") ?? DefaultLimit, call.QueryCount("offset") ?? 0, call.Aborted)
            .ConfigureAwait(false);
        await RowsReply.SendAsync(call, "projects", projects, static (writer, project) =>
        {
            writer.WriteString("name"u8, project.Name);
            writer.WriteNumber("count"u8, project.RunCount);
            writer.WriteString("last_updated"u8, project.LastUpdated.UtcDateTime);
        }).ConfigureAwait(false);
    }

    public static async Task CountProjectsAsync(GatewayCall call) => await CountReply
        .SendAsync(call, "count", await call.Engine.WorkflowEvaluations.CountProjectsAsync(call.Aborted).ConfigureAwait(false))
        .ConfigureAwait(false);

    /// <summary>With how many episodes each has.</summary>
    public static Task ListRunsAsync(GatewayCall call) => SendAsync(
        call,
        PageOf(call) with { RunIds = call.QueryId("run_id") is { } id ? [id] : null, ProjectName = call.QueryText("project_name") },
        withCounts: true);

    public static Task SearchRunsAsync(GatewayCall call) => SendAsync(
        call, PageOf(call) with { ProjectName = call.QueryText("project_name"), Search = call.QueryText("q") }, withCounts: false);

    public static Task GetRunsAsync(GatewayCall call)
    {
        var ids = RunIds(call) ?? throw new GatewayException(StatusCodes.Status400BadRequest, "Missing `run_ids` in the query string.");
        return SendAsync(
            call,
            new WorkflowRunQuery { RunIds = ids, ProjectName = call.QueryText("project_name"), Limit = int.MaxValue },
            withCounts: false);
    }

    public static async Task CountRunsAsync(GatewayCall call) => await CountReply
        .SendAsync(call, "count", await call.Engine.WorkflowEvaluations.CountRunsAsync(call.Aborted).ConfigureAwait(false))
        .ConfigureAwait(false);

    public static async Task GetStatisticsAsync(GatewayCall call)
    {
        var metrics = await call.Engine.WorkflowEvaluations
            .GetStatisticsAsync(RunId(call), call.QueryText("metric_name"), call.Aborted)
            .ConfigureAwait(false);
        await RowsReply.SendAsync(call, "statistics", metrics, static (writer, metric) =>
        {
            writer.WriteString("metric_name"u8, metric.MetricName);
            writer.WriteNumber("count"u8, metric.Count);
            writer.WriteNumber("avg_metric"u8, metric.Mean);
            WriteIfKnown(writer, "stdev"u8, metric.StandardDeviation);
            WriteIfKnown(writer, "ci_lower"u8, metric.Lower);
            WriteIfKnown(writer, "ci_upper"u8, metric.Upper);
        }).ConfigureAwait(false);
    }

    /// <summary>The run that a query must name.</summary>
    /// <exception cref="GatewayException">It names none.</exception>
    public static Guid RunId(GatewayCall call) =>
        call.QueryId("run_id") ?? throw new GatewayException(StatusCodes.Status400BadRequest, "Missing `run_id` in the query string.");

    /// <summary>The runs that a query names, with commas between them; null when it names none.</summary>
    /// <exception cref="GatewayException">It names something else.</exception>
    public static IReadOnlyList<Guid>? RunIds(GatewayCall call) => call.QueryText("run_ids") is not { } text ? null
        : [
            .. text
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(static id => Guid.TryParse(id, out var runId)
                    ? runId
                    : throw new GatewayException(StatusCodes.Status400BadRequest, $"Invalid UUID '{id}' as one of `run_ids` in the query string.")),
        ];

    private static WorkflowRunQuery PageOf(GatewayCall call) =>
        new() { Limit = call.QueryCount("limit") ?? DefaultLimit, Offset = call.QueryCount("offset") ?? 0 };

    private static async Task SendAsync(GatewayCall call, WorkflowRunQuery query, bool withCounts)
    {
        var runs = await call.Engine.WorkflowEvaluations.ListRunsAsync(query, call.Aborted).ConfigureAwait(false);
        await RowsReply.SendAsync(call, "runs", runs, (writer, run) => Write(writer, run, withCounts)).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, WorkflowRun run, bool withCounts)
    {
        WriteIfGiven(writer, "name"u8, run.DisplayName);
        writer.WriteString("id"u8, run.RunId);
        writer.WriteTexts("variant_pins"u8, run.Variants);
        writer.WriteTexts("tags"u8, run.Tags);
        WriteIfGiven(writer, "project_name"u8, run.ProjectName);
        if (withCounts)
        {
            writer.WriteNumber("num_episodes"u8, run.EpisodeCount);
        }

        writer.WriteString("timestamp"u8, run.StartedAt.UtcDateTime);
    }

    private static void WriteIfGiven(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteIfKnown(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
    }
}
