using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>Corrects a judge's mean by its calibration.</summary>
internal static class Correction
{
    public static CorrectedScore Of(JudgeCalibrationReport report, Guid evaluationId, VariantRun run, EvaluatorInfo evaluator)
    {
        if (report.Sample.ScoreType != evaluator.ScoreType)
        {
            throw new EvaluationException($"The calibration is of a judge whose scores are of another type than those of \"{evaluator.Name}\".");
        }

        var scores = ScoresOf(report, run, evaluator);
        var (raw, corrected, method) = evaluator.ScoreType == ScoreType.Boolean ? OfRate(report, scores) : OfMean(report, scores);
        return new CorrectedScore
        {
            EvaluationId = evaluationId,
            VariantName = run.VariantName,
            EvaluatorName = evaluator.Name,
            Judged = scores.Length,
            Raw = raw,
            Corrected = corrected,
            Method = method,
            Warnings = FingerprintWarning.Of(report.Sample.Fingerprint, evaluator.Judge, evaluator.Name),
        };
    }

    /// <summary>Rogan and Gladen count independent answers.</summary>
    private static double[] ScoresOf(JudgeCalibrationReport report, VariantRun run, EvaluatorInfo evaluator)
    {
        var calibrated = report.Sample.Pairs.Select(static pair => pair.InferenceId).OfType<Guid>().ToHashSet();
        double[] scores = [.. run.Rows
            .Where(row => row.InferenceId is { } id && !calibrated.Contains(id))
            .Where(row => row.Scores.GetValueOrDefault(evaluator.Name) is { Value: not null, IsFromPerson: false })
            .DistinctBy(static row => row.Cluster ?? $"{row.DatapointId} {row.Repeat}")
            .Select(row => row.Scores[evaluator.Name].Value!.Value)];
        return scores.Length >= 2 ? scores : throw new EvaluationException(
            $"\"{run.VariantName}\" has {scores.Length} scores by \"{evaluator.Name}\" besides those of the calibration: too few to correct. Where "
            + "people scored every answer, take their mean.");
    }

    private static (Estimate Raw, Estimate Corrected, string Method) OfRate(JudgeCalibrationReport report, double[] scores)
    {
        var counts = report.Counts!;
        if (counts.TruePositives + counts.FalseNegatives == 0 || counts.FalsePositives + counts.TrueNegatives == 0)
        {
            throw new EvaluationException(
                $"People {(counts.TruePositives + counts.FalseNegatives == 0 ? "failed" : "passed")} every answer of the calibration: how often the "
                + "judge errs on the others is not known. Let them score answers of both kinds.");
        }

        var judged = new Proportion(scores.Count(static score => score > 0.5), scores.Length);
        var corrected = counts.CorrectedRate(judged, report.Confidence) ?? throw new EvaluationException(
            "The judge passes what people fail at least as often as what they pass: its verdicts say nothing, and there is nothing to correct.");
        return (judged.Wilson(report.Confidence), corrected, "Rogan-Gladen");
    }

    private static (Estimate Raw, Estimate Corrected, string Method) OfMean(JudgeCalibrationReport report, double[] scores) => (
        MeanEstimate.Of(scores).Interval(report.Confidence),
        PredictionPowered.TunedMean(scores, report.Scores.Judge, report.Scores.People, report.Confidence),
        "prediction-powered");
}
