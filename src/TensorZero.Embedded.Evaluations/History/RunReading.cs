using System.Text.Json;
using TensorZero.Embedded.Evaluations.Running;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.History;

/// <summary>Puts runs together from what is on record.</summary>
internal sealed class RunReading(IInferenceHistory history, IEvaluationStore store)
{
    public static RecordedRun Of(EvaluationRunRecord run) => new()
    {
        RunId = run.Id,
        EvaluationName = run.EvaluationName ?? "",
        FunctionName = run.FunctionName,
        FunctionType = run.FunctionType,
        DatasetName = run.DatasetName,
        VariantName = run.VariantNames is [var name, ..] ? name : null,
        Evaluators = ReadMetrics(run.Metrics),
        CreatedAt = run.CreatedAt,
        ConfigurationHash = run.ConfigHash,
    };

    public async Task<EvaluationResult> LoadAsync(IReadOnlyList<RecordedRun> runs, CancellationToken cancellationToken)
    {
        var plan = await PlanNotes.TryFindAsync(store, runs[0].RunId, cancellationToken).ConfigureAwait(false);
        var names = NamesOf(runs);
        var loaded = new List<VariantRun>();
        foreach (var run in runs)
        {
            loaded.Add(new VariantRun
            {
                VariantName = names[run.RunId],
                RunId = run.RunId,
                Rows = await ReadRowsAsync(run, plan?.Repeats ?? 1, cancellationToken).ConfigureAwait(false),
            });
        }

        var datapoints = plan?.DatapointCount ?? loaded.SelectMany(static run => run.Rows).Select(static row => row.DatapointId).Distinct().Count();
        return new EvaluationResult
        {
            Id = runs[0].RunId,
            Name = runs[0].EvaluationName,
            FunctionName = runs[0].FunctionName,
            DatasetName = runs[0].DatasetName,
            DatapointCount = datapoints,
            Repeats = plan?.Repeats ?? 1,
            Evaluators = [.. runs.SelectMany(static run => run.Evaluators).DistinctBy(static evaluator => evaluator.Name)],
            Runs = loaded,
            IsComplete = plan is null || loaded.TrueForAll(run => run.Rows.Count == datapoints * plan.Repeats),
        };
    }

    private async Task<IReadOnlyList<EvaluationRow>> ReadRowsAsync(RecordedRun run, int repeats, CancellationToken cancellationToken)
    {
        var recorded = new RecordedAnswers(history);
        var work = await PriorWork.ReadAsync(
            history,
            run.RunId,
            run.FunctionName,
            [.. run.Evaluators.Select(static evaluator => new RecordedMetric(evaluator.Name, evaluator.MetricName, JudgeFunctionName: null))],
            cancellationToken).ConfigureAwait(false);
        var rows = new List<EvaluationRow>();
        foreach (var ((datapointId, repeat), answer) in work.Answers)
        {
            rows.Add(new EvaluationRow
            {
                DatapointId = datapointId,
                Repeat = repeat,
                InferenceId = answer.InferenceId,
                Scores = answer.Scores,
                Usage = await recorded.UsageOfAsync(answer.InferenceId, cancellationToken).ConfigureAwait(false),
                JudgeUsage = Usage.Unknown,
                ProcessingTime = answer.ProcessingTime,
                Cluster = repeats > 1 ? datapointId.ToString() : null,
            });
        }

        return [.. rows.OrderBy(static row => row.DatapointId).ThenBy(static row => row.Repeat)];
    }

    /// <summary>Two runs of one variant, or of variants without a name, are told apart by their ids.</summary>
    private static Dictionary<Guid, string> NamesOf(IReadOnlyList<RecordedRun> runs) => runs.ToDictionary(
        static run => run.RunId,
        run => run.VariantName is { } name && runs.Count(other => other.VariantName == name) == 1
            ? name
            : $"{run.VariantName ?? "dynamic"} {run.RunId}");

    private static IReadOnlyList<EvaluatorInfo> ReadMetrics(string metrics)
    {
        using var document = JsonDocument.Parse(metrics);
        return [.. document.RootElement.EnumerateArray().Select(static metric =>
        {
            var name = metric.GetProperty("name").GetString()!;
            return new EvaluatorInfo(
                TextOf(metric, "evaluator_name") ?? name[(name.LastIndexOf("::", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..],
                TextOf(metric, "value_type") == "boolean" ? ScoreType.Boolean : ScoreType.Float,
                TextOf(metric, "optimize") == "min",
                name);
        })];
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
