using TensorZero.Embedded;
using TensorZero.Embedded.Evaluations;

namespace Guides;

/// <summary>Judges beside people.</summary>
internal static class Judging
{
    public static async Task RunAsync()
    {
        await using var engine = await JudgedScene.StartAsync();
        await JudgedScene.CreateAsync(engine.Datasets);
        var dataset = EvaluationDataset.Stored("questions");
        var result = await new EvaluationRunner(engine).RunAsync(new EvaluationRequest
        {
            FunctionName = "reply",
            Dataset = dataset,
            Variants = ["plain", "wordy"],
            EvaluatorNames = ["helpful"],
        });
        await WriteScoresAsync(engine, result, "people.csv");

        // quote:calibrate
        var judge = Judge.OfFunction("reply", "helpful");
        var people = PersonScores.FromCsv("people.csv");
        var report = JudgeCalibrationReport.Of(CalibrationSample.Of(result, "helpful", people));
        Console.WriteLine($"        agreement {report.Agreement!.Value:P0}, kappa {report.Kappa!.Value:F2} ({report.Kappa.Lower:F2} to {report.Kappa.Upper:F2})");
        Console.WriteLine($"        passes {report.FalsePositiveRate!.Value:P0} of what people fail, fails {report.FalseNegativeRate!.Value:P0} of what they pass");
        await report.SaveAsync(engine, judge);
        // end

        // quote:correct
        var calibration = await JudgeCalibrationReport.LoadAsync(engine, judge);
        var score = calibration!.Correct(result, "plain", "helpful");
        Console.WriteLine($"        the judge says {score.Raw.Value:P0}; people would say {score.Corrected.Value:P0} "
            + $"({score.Corrected.Lower:P0} to {score.Corrected.Upper:P0})");
        foreach (var warning in score.Warnings)
        {
            Console.WriteLine($"        {warning}");
        }
        // end

        // Of every four replies people fail one; the judge overlooks every second of those.
        Claim.That(report.Counts is { TruePositives: 75, FalsePositives: 13, FalseNegatives: 0, TrueNegatives: 12 });
        Claim.That(score.Corrected.Contains(0.75) && score.Raw.Lower > 0.75);
        Claim.That(calibration.Warnings.Count == 0 && score.Warnings.Count == 0);

        // quote:probes
        var length = await LengthBias.WithinDatapointsAsync(engine, result, "helpful");
        Console.WriteLine($"        per doubling of the length {length.PerDoubling!.Value:+0.00;-0.00} ({length.PerDoubling.Lower:0.00} to {length.PerDoubling.Upper:0.00})");

        var position = await PositionBias.ProbeAsync(engine, judge, dataset, result, "plain", new PositionProbeOptions { MaxAnswers = 50 });
        Console.WriteLine($"        reference first: {position.Difference.Value:+0.00;-0.00;0.00}; changed {position.ChangedByOrder.Value:P0} of the verdicts, "
            + $"asking twice {position.ChangedByChance.Value:P0}");
        // end

        Claim.That(position is { Answers: 50, Failed: 0, ChangedByOrder.Value: 0, ChangedByChance.Value: 0 });
    }

    /// <summary>People score the first half of the plain replies.</summary>
    private static async Task WriteScoresAsync(TensorZeroEngine engine, EvaluationResult result, string path)
    {
        var lines = new List<string> { "inference_id,score,person" };
        Guid[] scored = [.. result.Runs[0].Rows.Take(JudgedScene.Questions / 2).Select(row => row.InferenceId!.Value)];
        foreach (var inference in await engine.History.GetAsync(scored))
        {
            lines.Add($"{inference.InferenceId},{JudgedScene.IsHelpful(((TextBlock)inference.Content[0]).Text)},anna");
        }

        await File.WriteAllLinesAsync(path, lines);
    }
}
