using TensorZero.Embedded.Evaluations.Results;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Gates;

/// <summary>Judges a variant's run by a gate, with intervals of fixed size.</summary>
internal static class GateJudgement
{
    public static GateResult Of(EvaluationResult result, VariantRun run, Gate gate)
    {
        var evaluator = result.Evaluator(gate.EvaluatorName);
        var baseline = gate is ComparisonGate comparison ? result.Run(comparison.BaselineName) : null;
        if (gate is CutoffGate cutoff)
        {
            return JudgeCutoff(result, run, cutoff, evaluator);
        }

        if (WhyNothingCanBeSaid(result, gate, evaluator, baseline is null ? [run] : [run, baseline]) is { } reason)
        {
            return new GateResult { Gate = gate, VariantName = run.VariantName, Verdict = GateVerdict.Inconclusive, Explanation = reason };
        }

        return gate.PerSlice is { } slice
            ? JudgeParts(result.SliceIndex(slice), run, baseline, gate, evaluator)
            : JudgeWhole(run, baseline, gate, evaluator);
    }

    /// <summary>What would make any verdict a guess; null when nothing does.</summary>
    private static string? WhyNothingCanBeSaid(EvaluationResult result, Gate gate, EvaluatorInfo evaluator, VariantRun[] runs)
    {
        if (!result.IsComplete)
        {
            return $"the evaluation is incomplete; resume {result.Id}";
        }

        foreach (var run in runs)
        {
            var summary = Summary.Of(run.Rows, evaluator, gate.Confidence);
            if (summary.ErrorShare > gate.MaxErrorShare)
            {
                return FormattableString.Invariant(
                    $"{summary.ErrorShare:P1} of {run.VariantName}'s scores are missing ({summary.Unanswered} unanswered, {summary.Errors} ")
                    + FormattableString.Invariant($"not scored), more than the {gate.MaxErrorShare:P1} that may");
            }

            if (summary.Count == 0)
            {
                return $"{run.VariantName} has no scores";
            }
        }

        return null;
    }

    private static GateResult JudgeWhole(VariantRun run, VariantRun? baseline, Gate gate, EvaluatorInfo evaluator)
    {
        var (estimate, count, method) = Measure(run.Rows, baseline?.Rows, evaluator, gate.Confidence);
        var verdict = estimate is null ? GateVerdict.Inconclusive : GateBounds.Of(gate, evaluator).Judge(estimate);
        return new GateResult
        {
            Gate = gate,
            VariantName = run.VariantName,
            Verdict = verdict,
            Estimate = estimate,
            Explanation = estimate is null ? "nothing was measured" : Explain(estimate, count, method),
        };
    }

    private static GateResult JudgeParts(int slice, VariantRun run, VariantRun? baseline, Gate gate, EvaluatorInfo evaluator)
    {
        var values = run.Rows.Select(row => row.Slices[slice]).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var bounds = GateBounds.Of(gate, evaluator);
        var error = 1 - gate.Confidence;
        var corrected = 1 - (error / Math.Max(values.Count, 1));
        var parts = values.ConvertAll(value =>
        {
            var rows = run.Rows.Where(row => row.Slices[slice] == value).ToList();
            var (estimate, _, _) = Measure(rows, baseline?.Rows, evaluator, gate.Confidence);
            var (wider, _, _) = Measure(rows, baseline?.Rows, evaluator, corrected);
            var verdict = estimate is null || wider is null ? GateVerdict.Inconclusive
                : bounds.Judge(estimate) == GateVerdict.Pass ? GateVerdict.Pass
                : bounds.Judge(wider) == GateVerdict.Fail ? GateVerdict.Fail
                : GateVerdict.Inconclusive;
            return new SliceVerdict(value, verdict, estimate);
        });
        var failed = parts.Where(static part => part.Verdict == GateVerdict.Fail).Select(static part => part.Value).ToList();
        var open = parts.Where(static part => part.Verdict == GateVerdict.Inconclusive).Select(static part => part.Value).ToList();
        return new GateResult
        {
            Gate = gate,
            VariantName = run.VariantName,
            Verdict = failed.Count > 0 ? GateVerdict.Fail : open.Count > 0 || parts.Count == 0 ? GateVerdict.Inconclusive : GateVerdict.Pass,
            Explanation = parts.Count == 0 ? $"no datapoint is in a part of {gate.PerSlice}"
                : failed.Count > 0 ? $"{gate.PerSlice} {string.Join(", ", failed)} fails"
                : open.Count > 0 ? $"{gate.PerSlice} {string.Join(", ", open)} shows nothing yet"
                : $"all {parts.Count} parts of {gate.PerSlice} pass",
            Parts = parts,
        };
    }

    /// <summary>The two one-sided bounds together, each of the gate's confidence.</summary>
    private static (Estimate? Estimate, int Count, string Method) Measure(
        IReadOnlyList<EvaluationRow> rows, IReadOnlyList<EvaluationRow>? baseline, EvaluatorInfo evaluator, double confidence)
    {
        Func<Bounds, (Estimate? Estimate, string Method)> measure;
        int count;
        if (baseline is null)
        {
            var sample = ScoreSample.Of(evaluator.ScoreType, rows
                .Where(row => row.Scores.GetValueOrDefault(evaluator.Name)?.Value is not null)
                .Select(row => (row, row.Scores[evaluator.Name].Value!.Value)));
            (count, measure) = (sample.Values.Length, bounds => sample.Estimate(confidence, bounds, isStrict: true));
        }
        else
        {
            var pairs = PairedScores.Of(evaluator, rows, baseline);
            (count, measure) = (pairs.Count, bounds => pairs.Estimate(confidence, bounds));
        }

        var (lower, method) = measure(Bounds.LowerOnly);
        return lower is null
            ? (null, 0, method)
            : (lower with { Upper = measure(Bounds.UpperOnly).Estimate!.Upper, Bounds = Bounds.Both }, count, method);
    }

    private static GateResult JudgeCutoff(EvaluationResult result, VariantRun run, CutoffGate gate, EvaluatorInfo evaluator)
    {
        var summary = result.Summarize(run.VariantName, evaluator.Name, gate.Confidence);
        var mean = summary.Mean?.Value;
        return new GateResult
        {
            Gate = gate,
            VariantName = run.VariantName,
            Verdict = mean is null ? GateVerdict.Inconclusive
                : (evaluator.LowerIsBetter ? mean > gate.Value : mean < gate.Value) ? GateVerdict.Fail
                : GateVerdict.Pass,
            Estimate = summary.Mean,
            Explanation = mean is null ? "nothing was measured" : FormattableString.Invariant($"the mean is {mean:0.####}"),
        };
    }

    public static string Explain(Estimate estimate, int count, string method) => FormattableString.Invariant(
        $"{estimate.Value:0.####}, between {estimate.Lower:0.####} and {estimate.Upper:0.####} at {estimate.Confidence:0.##} ({method}, n = {count})");
}
