using TensorZero.Embedded.Evaluations.Evaluators;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Gets one answer, from the model or from the record, and has it scored.</summary>
internal sealed class AnswerEvaluation(TensorZeroEngine engine, EvaluationPlan plan)
{
    private readonly Scoring _scoring = new(engine.Feedback);
    private readonly RecordedAnswers _recorded = new(engine.History);

    /// <param name="item">What is wanted.</param>
    /// <param name="prior">What is on record of its run.</param>
    /// <param name="evaluators">The evaluators that still run.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <returns>The row, and what to hand out; null for what was done before.</returns>
    public async Task<(EvaluationRow Row, EvaluationUpdate? Update)> RunAsync(
        EvaluationItem item, PriorWork prior, IReadOnlyList<ResolvedEvaluator> evaluators, CancellationToken cancellationToken)
    {
        if (item.Datapoint.Datapoint is not { } datapoint)
        {
            return Failed(item, evaluators, item.Datapoint.Problem!, TimeSpan.Zero);
        }

        var started = engine.Time.GetTimestamp();
        try
        {
            // What the application's own code says of the datapoint is asked before anything is paid for.
            var place = PlaceOf(datapoint);
            return prior.Find(datapoint.Id, item.Repeat) is { } answer
                ? await GoOnAsync(item, datapoint, place, answer, evaluators, cancellationToken).ConfigureAwait(false)
                : await AskAsync(item, datapoint, place, evaluators, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(item, evaluators, ErrorText.Of(exception), engine.Time.GetElapsedTime(started));
        }
    }

    private async Task<(EvaluationRow Row, EvaluationUpdate? Update)> AskAsync(
        EvaluationItem item,
        Datapoint datapoint,
        Place place,
        IReadOnlyList<ResolvedEvaluator> evaluators,
        CancellationToken cancellationToken)
    {
        var run = plan.Runs[item.Run];
        var started = engine.Time.GetTimestamp();
        var response = await engine.Inference
            .InferAsync(AnswerRequest.Of(plan.Function.Function, run, datapoint, item.Repeat), cancellationToken).ConfigureAwait(false);
        var took = engine.Time.GetElapsedTime(started);
        var given = AnswerOf(item, datapoint, response);
        var scores = await _scoring.ScoreAsync(evaluators, given, run, cancellationToken).ConfigureAwait(false);
        var row = RowOf(item, place, response, scores, took);
        return (row, new DatapointEvaluated(run.Variant.Name, datapoint, response, row));
    }

    /// <summary>The answer is on record; what is missing of its scores is made up for, from judgements on record where there are some.</summary>
    private async Task<(EvaluationRow Row, EvaluationUpdate? Update)> GoOnAsync(
        EvaluationItem item,
        Datapoint datapoint,
        Place place,
        PriorAnswer prior,
        IReadOnlyList<ResolvedEvaluator> evaluators,
        CancellationToken cancellationToken)
    {
        var run = plan.Runs[item.Run];
        var response = await _recorded.ReadAsync(prior.InferenceId, cancellationToken).ConfigureAwait(false);
        var scores = new Dictionary<string, Score>();
        foreach (var (name, score) in prior.Scores)
        {
            scores[name] = await _recorded.WithUsageAsync(score, cancellationToken).ConfigureAwait(false);
        }

        ResolvedEvaluator[] missing = [.. evaluators.Where(evaluator => !scores.ContainsKey(evaluator.Name))];
        if (missing.Length == 0)
        {
            return (RowOf(item, place, response, scores, prior.ProcessingTime), null);
        }

        var given = AnswerOf(item, datapoint, response);
        foreach (var evaluator in missing)
        {
            if (prior.Judgements.TryGetValue(evaluator.Name, out var judgement)
                && await _recorded.ScoreOfAsync((IRunEvaluator)evaluator.Evaluator, judgement, cancellationToken).ConfigureAwait(false)
                    is { Value: not null } score)
            {
                scores[evaluator.Name] = await _scoring.RecordAsync(evaluator, score, given, run, cancellationToken).ConfigureAwait(false);
            }
        }

        var rest = missing.Where(evaluator => !scores.ContainsKey(evaluator.Name));
        foreach (var (name, score) in await _scoring.ScoreAsync(rest, given, run, cancellationToken).ConfigureAwait(false))
        {
            scores[name] = score;
        }

        var row = RowOf(item, place, response, scores, prior.ProcessingTime);
        return (row, new DatapointEvaluated(run.Variant.Name, datapoint, response, row));
    }

    private EvaluatedAnswer AnswerOf(EvaluationItem item, Datapoint datapoint, InferenceResponse response) =>
        new() { Datapoint = datapoint, Response = response, VariantName = plan.Runs[item.Run].Variant.Name, Repeat = item.Repeat };

    private static EvaluationRow RowOf(
        EvaluationItem item, Place place, InferenceResponse response, IReadOnlyDictionary<string, Score> scores, TimeSpan took) => new()
        {
            DatapointId = item.Datapoint.Id,
            Repeat = item.Repeat,
            InferenceId = response.InferenceId,
            Scores = scores,
            Usage = response.Usage,
            JudgeUsage = scores.Values.Aggregate(Usage.Zero, static (sum, score) => sum.Add(score.Usage)),
            ProcessingTime = took,
            Cluster = place.Cluster,
            Slices = place.Slices,
        };

    private (EvaluationRow Row, EvaluationUpdate? Update) Failed(
        EvaluationItem item, IReadOnlyList<ResolvedEvaluator> evaluators, string error, TimeSpan took)
    {
        var place = TryPlace(item.Datapoint.Datapoint);
        var row = new EvaluationRow
        {
            DatapointId = item.Datapoint.Id,
            Repeat = item.Repeat,
            Error = error,
            Unscored = [.. evaluators.Select(static evaluator => evaluator.Name)],
            ProcessingTime = took,
            Cluster = place.Cluster,
            Slices = place.Slices,
        };
        return (row, new DatapointFailed(plan.Runs[item.Run].Variant.Name, row));
    }

    private Place PlaceOf(Datapoint datapoint) => new(
        plan.Request.Clusters.Of(datapoint, plan.Repeats), [.. plan.Request.Slices.Select(slice => slice.ValueOf(datapoint))]);

    /// <summary>In no cluster and no part where that cannot be told.</summary>
    private Place TryPlace(Datapoint? datapoint)
    {
        try
        {
            if (datapoint is not null)
            {
                return PlaceOf(datapoint);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It is why the datapoint failed, and is told there.
        }

        return new Place(null, new string?[plan.Request.Slices.Count]);
    }

    /// <summary>Where a datapoint's answers belong in the statistics.</summary>
    private sealed record Place(string? Cluster, IReadOnlyList<string?> Slices);
}
