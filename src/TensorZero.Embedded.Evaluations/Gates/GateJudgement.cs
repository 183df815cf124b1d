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

        if (result.HasConfigurationChanged)
        {
            return "the configuration changed while the evaluation ran";
        }

        if (result.Decisions.Count > 0)
        {
            return "the evaluation was to stop by other gates, so how far it went depends on what it found; ask for this one there, too";
        }

        if (result.StoppedEvaluators.Contains(gate.EvaluatorName))
        {
            return $"{gate.EvaluatorName} was stopped by its precision, after which intervals hold less often than they say";
        }

        return runs.Select(run => WhyTooFew(run.VariantName, run.Rows, gate, evaluator)).FirstOrDefault(static reason => reason is not null);
    }

    private static string? WhyTooFew(string variantName, IEnumerable<EvaluationRow> rows, Gate gate, EvaluatorInfo evaluator)
    {
        var summary = Summary.Of(rows, evaluator, gate.Confidence);
        return summary.ErrorShare > gate.MaxErrorShare
            ? FormattableString.Invariant(
                $"{summary.ErrorShare:P1} of {variantName}'s scores are missing ({summary.Unanswered} unanswered, {summary.Errors} ")
                + FormattableString.Invariant($"not scored), more than the {gate.MaxErrorShare:P1} that may")
            : summary.Count == 0 ? $"{variantName} has no scores"
            : null;
    }

    private static GateResult JudgeWhole(VariantRun run, VariantRun? baseline, Gate gate, EvaluatorInfo evaluator)
    {
        var (estimate, count, method) = Measure(run.Rows, baseline?.Rows, evaluator, gate.Confidence);
        var verdict = Judge(gate, evaluator, estimate, run.Rows, baseline?.Rows, gate.Confidence);
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
        var error = 1 - gate.Confidence;
        var corrected = 1 - (error / Math.Max(values.Count, 1));
        var parts = values.ConvertAll(value =>
        {
            var rows = run.Rows.Where(row => row.Slices[slice] == value).ToList();
            var (estimate, _, _) = Measure(rows, baseline?.Rows, evaluator, gate.Confidence);
            var (wider, _, _) = Measure(rows, baseline?.Rows, evaluator, corrected);
            var verdict = WhyTooFew(run.VariantName, rows, gate, evaluator) is not null ? GateVerdict.Inconclusive
                : Judge(gate, evaluator, estimate, rows, baseline?.Rows, gate.Confidence) == GateVerdict.Pass ? GateVerdict.Pass
                : Judge(gate, evaluator, wider, rows, baseline?.Rows, corrected) == GateVerdict.Fail ? GateVerdict.Fail
                : GateVerdict.Inconclusive;
            return new SliceVerdict(value, verdict, estimate);
        });
        var outside = run.Rows.Count(row => row.Slices[slice] is null);
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
                : $"all {parts.Count} parts of {gate.PerSlice} pass" + (outside > 0 ? $", and {outside} answers are in none of them" : ""),
            Parts = parts,
        };
    }

    /// <summary>
    /// By the interval; where passes and failures are to be better, by the exact test too, because the interval is only about right for few.
    /// </summary>
    private static GateVerdict Judge(
        Gate gate,
        EvaluatorInfo evaluator,
        Estimate? estimate,
        IReadOnlyList<EvaluationRow> rows,
        IReadOnlyList<EvaluationRow>? baseline,
        double confidence)
    {
        var verdict = estimate is null ? GateVerdict.Inconclusive : GateBounds.Of(gate, evaluator).Judge(estimate);
        if (verdict == GateVerdict.Inconclusive || baseline is null || gate is not ComparisonGate { Margin: 0 })
        {
            return verdict;
        }

        var isHigher = (verdict == GateVerdict.Pass) != evaluator.LowerIsBetter;
        return PairedScores.Of(evaluator, rows, baseline).IsExactlyShown(isHigher ? Alternative.Greater : Alternative.Less, confidence)
            ? verdict
            : GateVerdict.Inconclusive;
    }

    /// <summary>The two one-sided bounds together, each of the gate's confidence.</summary>
    private static (Estimate? Estimate, int Count, string Method) Measure(
        IReadOnlyList<EvaluationRow> rows, IReadOnlyList<EvaluationRow>? baseline, EvaluatorInfo evaluator, double confidence)
    {
        Func<Bounds, (Estimate? Estimate, string Method)> measure;
        int count;
        if (baseline is null)
        {
            var sample = ScoreSample.Of(evaluator, rows);
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
