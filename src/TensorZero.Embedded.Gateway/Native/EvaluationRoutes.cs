using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Evaluations.Wire;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /internal/evaluations/…</c>: which evaluations have been run.</summary>
internal static class EvaluationRoutes
{
    private const int DefaultLimit = 100;

    public static async Task ListAsync(GatewayCall call)
    {
        var runs = await HistoryOf(call).ListRunsAsync(
            new RecordedRunQuery { Limit = call.QueryCount("limit") ?? DefaultLimit, Offset = call.QueryCount("offset") ?? 0 },
            call.Aborted).ConfigureAwait(false);
        await RowsReply.SendAsync(call, "runs", runs, static (writer, run) =>
        {
            WriteRun(writer, run);
            writer.WriteString("function_name"u8, run.FunctionName);
            writer.WriteString("created_at"u8, run.CreatedAt.UtcDateTime);
            writer.WriteIfPresent("snapshot_hash"u8, run.ConfigurationHash);
        }).ConfigureAwait(false);
    }

    public static async Task CountAsync(GatewayCall call)
    {
        var runs = await HistoryOf(call).ListRunsAsync(new RecordedRunQuery { Limit = int.MaxValue }, call.Aborted).ConfigureAwait(false);
        await CountReply.SendAsync(call, "count", runs.Count).ConfigureAwait(false);
    }

    /// <summary>By what stands in the run's id, evaluation, dataset or variant.</summary>
    public static async Task SearchAsync(GatewayCall call)
    {
        var query = new RecordedRunQuery
        {
            EvaluationName = call.QueryText("evaluation_name"), FunctionName = call.QueryText("function_name"), Limit = int.MaxValue,
        };
        var text = call.QueryText("query") ?? throw new GatewayException(StatusCodes.Status400BadRequest, "Expected `query` in the query string.");
        if (query is { EvaluationName: null, FunctionName: null })
        {
            throw new GatewayException(
                StatusCodes.Status400BadRequest, "At least one of `evaluation_name` or `function_name` must be provided");
        }

        var runs = await HistoryOf(call).ListRunsAsync(query, call.Aborted).ConfigureAwait(false);
        var found = runs
            .Where(run => new[] { run.RunId.ToString(), run.EvaluationName, run.DatasetName, EvaluationMembers.VariantOf(run) }
                .Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase)))
            .Skip(call.QueryCount("offset") ?? 0)
            .Take(call.QueryCount("limit") ?? DefaultLimit);
        await RowsReply.SendAsync(call, "results", found, WriteRun).ConfigureAwait(false);
    }

    public static async Task FindInfosAsync(GatewayCall call) =>
        await SendInfosAsync(call, await FindAsync(call, RunIdsOf(call)).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>The runs that have an answer to a datapoint.</summary>
    public static async Task FindInfosOfDatapointAsync(GatewayCall call)
    {
        var query = new InferenceQuery
        {
            FunctionName = FunctionOf(call),
            Filter = new TagFilter(EvaluationTags.DatapointId, call.RouteId("datapoint_id").ToString()),
            Limit = null,
        };
        var ids = new HashSet<Guid>();
        await foreach (var inference in call.Engine.History.ListAsync(query, call.Aborted).ConfigureAwait(false))
        {
            if (inference.Tags.TryGetValue(EvaluationTags.RunId, out var id) && Guid.TryParse(id, out var runId))
            {
                ids.Add(runId);
            }
        }

        await SendInfosAsync(call, await FindAsync(call, ids.OrderDescending()).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public static async Task FindMetadataAsync(GatewayCall call)
    {
        var runs = await FindAsync(call, RunIdsOf(call)).ConfigureAwait(false);
        await call.ReplyAsync(runs, static (writer, runs) =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata"u8);
            foreach (var run in runs)
            {
                writer.WriteStartObject(run.RunId.ToString());
                writer.WriteString("evaluation_name"u8, run.EvaluationName);
                writer.WriteString("function_name"u8, run.FunctionName);
                writer.WriteString("function_type"u8, ContentJsonWords.Of(run.FunctionType));
                RowsReply.WriteRows(writer, "metrics", run.Evaluators, static (writer, evaluator) =>
                {
                    writer.WriteString("name"u8, evaluator.MetricName);
                    writer.WriteString("evaluator_name"u8, evaluator.Name);
                    ScoreKindWriter.WriteMembers(writer, evaluator.ScoreType, evaluator.LowerIsBetter);
                });
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>What a person said of an answer to a datapoint.</summary>
    public static async Task FindHumanFeedbackAsync(GatewayCall call)
    {
        var (metric, output) = await call.ReadAsync(static json =>
            (json.RequiredString("metric_name", "the request"), json.RequiredString("output", "the request"))).ConfigureAwait(false);
        var found = await call.Engine.RequireEvaluationStore()
            .FindHumanFeedbackAsync(metric, call.RouteId("datapoint_id"), output, call.Aborted).ConfigureAwait(false);
        await call.ReplyAsync(found, static (writer, found) =>
        {
            writer.WriteStartObject();
            if (found is not null)
            {
                writer.WriteStartObject("feedback"u8);
                writer.WritePropertyName("value"u8);
                writer.WriteRawValue(found.Value);
                writer.WriteString("evaluator_inference_id"u8, found.EvaluatorInferenceId);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    public static EvaluationHistory HistoryOf(GatewayCall call) => new(call.Engine);

    public static string FunctionOf(GatewayCall call) => call.QueryText("function_name")
        ?? throw new GatewayException(StatusCodes.Status400BadRequest, "Expected `function_name` in the query string.");

    /// <summary>The ids in the query string, separated by commas.</summary>
    public static IReadOnlyList<Guid> RunIdsOf(GatewayCall call)
    {
        var text = call.QueryText("evaluation_run_ids") ?? "";
        var ids = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return ids.Length == 0
            ? throw new GatewayException(StatusCodes.Status400BadRequest, "`evaluation_run_ids` must not be empty")
            : [.. ids.Select(static id => Guid.TryParse(id, out var guid)
                ? guid
                : throw new GatewayException(StatusCodes.Status400BadRequest, $"Invalid evaluation run ID `{id}`"))];
    }

    /// <summary>Those of the runs that there are.</summary>
    private static async Task<IReadOnlyList<RecordedRun>> FindAsync(GatewayCall call, IEnumerable<Guid> ids)
    {
        var history = HistoryOf(call);
        var runs = new List<RecordedRun>();
        foreach (var id in ids.Distinct())
        {
            if (await history.FindRunAsync(id, call.Aborted).ConfigureAwait(false) is { } run)
            {
                runs.Add(run);
            }
        }

        return runs;
    }

    private static Task SendInfosAsync(GatewayCall call, IReadOnlyList<RecordedRun> runs)
    {
        var function = call.QueryText("function_name");
        var wanted = runs.Where(run => function is null || run.FunctionName == function);
        return RowsReply.SendAsync(call, "run_infos", wanted, static (writer, run) =>
        {
            writer.WriteString("evaluation_run_id"u8, run.RunId);
            writer.WriteString("variant_name"u8, EvaluationMembers.VariantOf(run));
            writer.WriteString("created_at"u8, run.CreatedAt.UtcDateTime);
        });
    }

    private static void WriteRun(Utf8JsonWriter writer, RecordedRun run)
    {
        writer.WriteString("evaluation_run_id"u8, run.RunId);
        writer.WriteString("evaluation_name"u8, run.EvaluationName);
        writer.WriteString("dataset_name"u8, run.DatasetName);
        writer.WriteString("variant_name"u8, EvaluationMembers.VariantOf(run));
    }
}
