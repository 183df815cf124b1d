using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Evaluations.Datasets;
using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Evaluations.Running;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>Asks a judge about answers in both orders.</summary>
internal sealed class PositionProbe(TensorZeroEngine engine, Judge judge, PositionProbeOptions options)
{
    public async Task<PositionBias> RunAsync(
        EvaluationDataset dataset, string functionName, VariantRun run, CancellationToken cancellationToken)
    {
        var config = judge.ReadConfiguration(engine);
        if (!config.IncludeReferenceOutput)
        {
            throw new EvaluationException(
                $"The judge \"{judge.EvaluatorName}\" sees one answer and no reference: there is no order that could matter.");
        }

        var opened = await dataset.OpenAsync(new DatasetOpening(engine, functionName, Most: null), cancellationToken).ConfigureAwait(false);
        var known = opened.Ids.ToHashSet();
        var rows = run.Rows.Where(row => row.InferenceId is not null && known.Contains(row.DatapointId)).Take(options.MaxAnswers).ToList();
        var judged = new Judgements?[rows.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, rows.Count), parallel, async (place, ending) =>
            judged[place] = await JudgeAsync(opened, rows[place], config, ending).ConfigureAwait(false)).ConfigureAwait(false);
        return Report([.. judged.OfType<Judgements>()], rows.Count, config);
    }

    private async Task<Judgements?> JudgeAsync(
        OpenedDataset dataset, EvaluationRow row, LlmJudgeEvaluatorConfig config, CancellationToken cancellationToken)
    {
        var loaded = (await dataset.ReadAsync([row.DatapointId], cancellationToken).ConfigureAwait(false))[0];
        if (loaded.Datapoint is not { } datapoint || JudgeInput.ReferenceOf(datapoint) is null)
        {
            return null;
        }

        var response = await new RecordedAnswers(engine.History).ReadAsync(row.InferenceId!.Value, cancellationToken).ConfigureAwait(false);
        var answer = new EvaluatedAnswer { Datapoint = datapoint, Response = response, VariantName = response.VariantName };
        try
        {
            var scores = await Task.WhenAll(
                AskAsync(answer, config, isReferenceFirst: false, cancellationToken),
                AskAsync(answer, config, isReferenceFirst: false, cancellationToken),
                AskAsync(answer, config, isReferenceFirst: true, cancellationToken)).ConfigureAwait(false);
            return (scores[0].Value, scores[1].Value, scores[2].Value) is ({ } usual, { } again, { } swapped)
                ? new Judgements(usual, again, swapped, scores.Aggregate(Usage.Zero, static (sum, score) => sum.Add(score.Usage)))
                : null;
        }
        catch (Exception problem) when (problem is TensorZeroException or NotSupportedException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Its tags make the judgement no part of any run.</summary>
    private async Task<Score> AskAsync(
        EvaluatedAnswer answer, LlmJudgeEvaluatorConfig config, bool isReferenceFirst, CancellationToken cancellationToken)
    {
        var response = await engine.Inference.InferAsync(
            new InferenceRequest
            {
                FunctionName = judge.FunctionName,
                Input = JudgeInput.Of(answer, config, isReferenceFirst),
                Tags = EvaluationTags.OfProbe(judge.EvaluatorName, answer.Response.InferenceId),
                Credentials = options.Credentials,
                Internal = true,
            },
            cancellationToken).ConfigureAwait(false);
        return JudgeVerdict.Read(config, response.Output?.Parsed) with { Usage = response.Usage };
    }

    private PositionBias Report(IReadOnlyList<Judgements> judged, int asked, LlmJudgeEvaluatorConfig config)
    {
        if (judged.Count < 2)
        {
            throw new EvaluationException(
                $"Of {asked} answers {judged.Count} could be judged in both orders: it takes at least two, whose datapoints have references.");
        }

        double[] usual = [.. judged.Select(static one => one.Usual)], swapped = [.. judged.Select(static one => one.Swapped)];
        return new PositionBias
        {
            Answers = judged.Count,
            Failed = asked - judged.Count,
            Difference = JudgeVerdict.ScoreTypeOf(config) == ScoreType.Boolean
                ? PairedProportions.Of([.. swapped.Select(static score => score > 0.5)], [.. usual.Select(static score => score > 0.5)])
                    .Interval(options.Confidence)
                : MeanEstimate.OfPairs(swapped, usual).Interval(options.Confidence),
            ChangedByOrder = Share(static one => one.Swapped != one.Usual),
            ChangedByChance = Share(static one => one.Again != one.Usual),
            Usage = judged.Aggregate(Usage.Zero, static (sum, one) => sum.Add(one.Usage)),
        };

        Estimate Share(Func<Judgements, bool> hasChanged) => new Proportion(judged.Count(hasChanged), judged.Count).Wilson(options.Confidence);
    }

    /// <summary>What the judge said of one answer: as usual, once more, and with the reference first.</summary>
    private sealed record Judgements(double Usual, double Again, double Swapped, Usage Usage);
}
