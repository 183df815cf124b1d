using System.Text.Json;
using TensorZero.Embedded.Evaluations.Running;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.History;

/// <summary>Puts runs together from what is on record.</summary>
internal sealed class RunReading(TensorZeroEngine engine)
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

    /// <param name="runs">Runs of one function on one dataset.</param>
    /// <param name="withUsage">Whether to read what each answer used, too: a query for each.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<EvaluationResult> LoadAsync(IReadOnlyList<RecordedRun> runs, bool withUsage, CancellationToken cancellationToken)
    {
        var names = NamesOf(runs);
        var (loaded, isComplete, planned, repeats) = (new List<VariantRun>(), true, 0, 1);
        var plans = new List<PlanNote?>();
        foreach (var run in runs)
        {
            var plan = await PlanNotes.TryFindAsync(engine, run.RunId, cancellationToken).ConfigureAwait(false);
            RefuseLocked(run, plan);
            plans.Add(plan);
            var rows = await ReadRowsAsync(run, plan?.Repeats ?? 1, withUsage, cancellationToken).ConfigureAwait(false);
            loaded.Add(new VariantRun { VariantName = names[run.RunId], RunId = run.RunId, Rows = rows });
            isComplete &= plan is null || rows.Count == plan.DatapointCount * plan.Repeats;
            planned = Math.Max(planned, plan?.DatapointCount ?? rows.Select(static row => row.DatapointId).Distinct().Count());
            repeats = Math.Max(repeats, plan?.Repeats ?? 1);
        }

        return new EvaluationResult
        {
            Id = runs[0].RunId,
            Name = runs[0].EvaluationName,
            FunctionName = runs[0].FunctionName,
            DatasetName = runs[0].DatasetName,
            DatapointCount = planned,
            Repeats = repeats,
            Evaluators = [.. runs
                .SelectMany(static run => run.Evaluators)
                .DistinctBy(static evaluator => evaluator.Name)
                .Select(evaluator => evaluator with { Judge = JudgeOf(plans, evaluator.Name) })],
            Runs = loaded,
            IsComplete = isComplete,
        };
    }

    private static void RefuseLocked(RecordedRun run, PlanNote? plan)
    {
        if (plan is { IsLocked: true })
        {
            throw new EvaluationException(
                $"The run {run.RunId} was a look at the locked part of \"{run.DatasetName}\", whose rows are not handed out: resume "
                + $"{plan.EvaluationId} with {nameof(EvaluationRunner)}.{nameof(EvaluationRunner.RunLockedAsync)} to see what it found.");
        }
    }

    /// <summary>Null where no plan says it, and where runs were judged by different judges of one name.</summary>
    private static JudgeFingerprint? JudgeOf(List<PlanNote?> plans, string evaluatorName) =>
        plans.Select(plan => plan?.Judges.GetValueOrDefault(evaluatorName)).Distinct().ToList() is [var only] ? only : null;

    private async Task<IReadOnlyList<EvaluationRow>> ReadRowsAsync(
        RecordedRun run, int repeats, bool withUsage, CancellationToken cancellationToken)
    {
        var recorded = new RecordedAnswers(engine.History);
        var work = await PriorWork.ReadAsync(
            engine.History,
            run.RunId,
            run.FunctionName,
            [.. run.Evaluators.Select(static evaluator => new RecordedMetric(evaluator.Name, evaluator.MetricName, JudgeFunctionName: null))],
            cancellationToken).ConfigureAwait(false);
        var rows = new List<EvaluationRow>();
        foreach (var outcome in await OutcomeNotes.ReadAsync(engine, run.RunId, cancellationToken).ConfigureAwait(false))
        {
            Add(rows, work, outcome, run, repeats);
        }

        foreach (var ((datapointId, repeat), answer) in work.Answers)
        {
            rows.Add(new EvaluationRow
            {
                DatapointId = datapointId,
                Repeat = repeat,
                InferenceId = answer.InferenceId,
                Scores = answer.Scores,
                Usage = withUsage ? await recorded.UsageOfAsync(answer.InferenceId, cancellationToken).ConfigureAwait(false) : Usage.Unknown,
                JudgeUsage = Usage.Unknown,
                ProcessingTime = answer.ProcessingTime,
                Cluster = ClusterOf(datapointId, repeats),
            });
        }

        return [.. rows.OrderBy(static row => row.DatapointId).ThenBy(static row => row.Repeat)];
    }

    /// <summary>What a later resumption made up for is on record, and counts.</summary>
    private static void Add(List<EvaluationRow> rows, PriorWork work, OutcomeNote outcome, RecordedRun run, int repeats)
    {
        var answer = work.Find(outcome.DatapointId, outcome.Repeat);
        if (outcome.Evaluator is { } evaluator)
        {
            answer?.Scores.TryAdd(evaluator, outcome.Error is { } error ? Score.Failed(error) : Score.Skip("It was skipped."));
        }
        else if (answer is null)
        {
            rows.Add(new EvaluationRow
            {
                DatapointId = outcome.DatapointId,
                Repeat = outcome.Repeat,
                Error = outcome.Error,
                Unscored = [.. run.Evaluators.Select(static evaluator => evaluator.Name)],
                Cluster = ClusterOf(outcome.DatapointId, repeats),
            });
        }
    }

    private static string? ClusterOf(Guid datapointId, int repeats) => repeats > 1 ? datapointId.ToString() : null;

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
