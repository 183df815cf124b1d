using System.Globalization;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /internal/evaluations/…</c>: what evaluations found.</summary>
internal static class EvaluationResultRoutes
{
    private const int DefaultLimit = 100;

    public static async Task CountDatapointsAsync(GatewayCall call)
    {
        var result = await LoadAsync(call, withUsage: false).ConfigureAwait(false);
        var count = result.Runs.SelectMany(Answered).Select(static row => row.DatapointId).Distinct().Count();
        await CountReply.SendAsync(call, "count", count).ConfigureAwait(false);
    }

    /// <summary>Means with intervals: TensorZero's Wilson's for booleans; Student's, where TensorZero has Wald's, for numbers.</summary>
    public static async Task SummarizeAsync(GatewayCall call)
    {
        var result = await LoadAsync(call, withUsage: false).ConfigureAwait(false);
        var wanted = call.QueryText("metric_names")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rows =
            from run in result.Runs
            from evaluator in result.Evaluators
            where wanted is null || wanted.Contains(evaluator.MetricName)
            let summary = result.Summarize(run.VariantName, evaluator.Name)
            where summary.Mean is not null
            select (run.RunId, evaluator.MetricName, summary);
        await RowsReply.SendAsync(call, "statistics", rows, static (writer, row) =>
        {
            writer.WriteString("evaluation_run_id"u8, row.RunId);
            writer.WriteString("metric_name"u8, row.MetricName);
            writer.WriteNumber("datapoint_count"u8, row.summary.Count);
            writer.WriteNumber("mean_metric"u8, row.summary.Mean!.Value);
            if (double.IsFinite(row.summary.Mean.Width))
            {
                writer.WriteNumber("ci_lower"u8, row.summary.Mean.Lower);
                writer.WriteNumber("ci_upper"u8, row.summary.Mean.Upper);
            }
        }).ConfigureAwait(false);
    }

    public static async Task SumUsageAsync(GatewayCall call)
    {
        var result = await LoadAsync(call, withUsage: true).ConfigureAwait(false);
        await RowsReply.SendAsync(call, "usage_statistics", result.Runs.Where(static run => Answered(run).Any()), static (writer, run) =>
        {
            writer.WriteString("evaluation_run_id"u8, run.RunId);
            writer.WriteNumber("inference_count"u8, Answered(run).Count());
            EvaluationMembers.WriteUsage(writer, run.Usage, "total_"u8);
            writer.WriteNumber("avg_processing_time_ms"u8, Answered(run).Average(static row => row.ProcessingTime.TotalMilliseconds));
        }).ConfigureAwait(false);
    }

    /// <summary>One row for each score, a page of datapoints at a time, the newest first.</summary>
    public static async Task ListAsync(GatewayCall call)
    {
        var result = await LoadAsync(call, withUsage: true).ConfigureAwait(false);
        var only = call.QueryId("datapoint_id");
        var page = result.Runs
            .SelectMany(Answered)
            .Select(static row => row.DatapointId)
            .Distinct()
            .Where(id => only is null || id == only)
            .OrderDescending()
            .Skip(call.QueryCount("offset") ?? 0)
            .Take(call.QueryCount("limit") ?? DefaultLimit)
            .ToHashSet();
        var datapoints = (await call.Engine.Datasets.GetAsync([.. page], call.Aborted).ConfigureAwait(false)).ToDictionary(datapoint => datapoint.Id);
        var rows = result.Runs.SelectMany(run => Answered(run).Where(row => page.Contains(row.DatapointId)).Select(row => (Run: run, Row: row)))
            .OrderByDescending(static row => row.Row.DatapointId)
            .ToList();
        var inferences = (await call.Engine.History
            .GetAsync([.. rows.Select(static row => row.Row.InferenceId!.Value)], cancellationToken: call.Aborted).ConfigureAwait(false))
            .ToDictionary(inference => inference.InferenceId);
        var scores =
            from row in rows
            from evaluator in result.Evaluators
            where row.Row.Scores.GetValueOrDefault(evaluator.Name)?.Value is not null && inferences.ContainsKey(row.Row.InferenceId!.Value)
            select (row.Run, row.Row, evaluator, inferences[row.Row.InferenceId!.Value], datapoints.GetValueOrDefault(row.Row.DatapointId));
        await RowsReply.SendAsync(call, "results", scores, static (writer, score) =>
            Write(writer, score.Run, score.Row, score.evaluator, score.Item4, score.Item5)).ConfigureAwait(false);
    }

    private static IEnumerable<EvaluationRow> Answered(VariantRun run) => run.Rows.Where(static row => row.InferenceId is not null);

    private static Task<EvaluationResult> LoadAsync(GatewayCall call, bool withUsage) =>
        EvaluationRoutes.HistoryOf(call).LoadAsync(EvaluationRoutes.RunIdsOf(call), withUsage, call.Aborted);

    private static void Write(
        Utf8JsonWriter writer, VariantRun run, EvaluationRow row, EvaluatorInfo evaluator, StoredInference inference, Datapoint? datapoint)
    {
        var score = row.Scores[evaluator.Name];
        writer.WriteString("inference_id"u8, inference.InferenceId);
        writer.WriteString("episode_id"u8, inference.EpisodeId);
        writer.WriteString("datapoint_id"u8, row.DatapointId);
        writer.WriteString("evaluation_run_id"u8, run.RunId);
        if (score.EvaluatorInferenceId is { } judgement)
        {
            writer.WriteString("evaluator_inference_id"u8, judgement);
        }

        if ((datapoint?.Input ?? inference.Input) is { } input)
        {
            writer.WritePropertyName("input"u8);
            ContentJson.WriteInput(writer, input);
        }

        writer.WritePropertyName("generated_output"u8);
        StoredOutputWriter.Write(writer, inference.Content, inference.Output);
        if (datapoint?.Output is { } reference)
        {
            writer.WritePropertyName("reference_output"u8);
            StoredOutputWriter.Write(writer, reference.Content, reference.Json);
        }

        writer.WriteString("dataset_name"u8, inference.Tags.GetValueOrDefault(EvaluationTags.DatasetName));
        writer.WriteString("metric_name"u8, evaluator.MetricName);
        writer.WriteString("metric_value"u8, evaluator.ScoreType == ScoreType.Boolean
            ? score.Value > 0.5 ? "true" : "false"
            : score.Value!.Value.ToString("R", CultureInfo.InvariantCulture));
        writer.WriteBoolean("is_human_feedback"u8, score.IsFromPerson);
        writer.WriteString("variant_name"u8, inference.VariantName);
        writer.WriteIfPresent("name"u8, datapoint?.Name);
        if (datapoint?.StaledAt is { } staled)
        {
            writer.WriteString("staled_at"u8, staled.UtcDateTime);
        }

        EvaluationMembers.WriteUsage(writer, row.Usage, default);
        writer.WriteNumber("processing_time_ms"u8, (long)row.ProcessingTime.TotalMilliseconds);
    }
}
