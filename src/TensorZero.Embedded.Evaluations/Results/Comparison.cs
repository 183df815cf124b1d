using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Results;

/// <summary>Compares the runs of two variants.</summary>
internal static class Comparison
{
    public static ScoreComparison Of(VariantRun variant, VariantRun baseline, EvaluatorInfo evaluator, ComparisonOptions options)
    {
        var pairs = PairedScores.Of(evaluator, variant.Rows, baseline.Rows);
        var isResampled = options.Method == ComparisonMethod.Resampling && pairs.Count > 0;
        var random = options.Random ?? (isResampled
            ? throw new ArgumentException($"{nameof(ComparisonOptions)}.{nameof(options.Random)} is missing: resampling needs it.", nameof(options))
            : null);
        var (difference, method) = isResampled
            ? (pairs.BootstrapInterval(options.Confidence, random!), "BCa; sign-flip")
            : pairs.Estimate(options.Confidence, Bounds.Both);
        var p = isResampled ? pairs.SignFlipPValue(random!) : pairs.PValue();
        return new ScoreComparison
        {
            VariantName = variant.VariantName,
            BaselineName = baseline.VariantName,
            EvaluatorName = evaluator.Name,
            Pairs = pairs.Count,
            Difference = difference,
            PValue = p,
            AdjustedPValue = p,
            EffectSize = pairs.EffectSize(options.Confidence),
            Method = method,
        };
    }

    public static IReadOnlyList<ScoreComparison> Adjust(IReadOnlyList<ScoreComparison> comparisons)
    {
        ScoreComparison[] known = [.. comparisons.Where(static comparison => comparison.PValue is not null)];
        var adjusted = new Queue<double>(Holm.Adjust([.. known.Select(static comparison => comparison.PValue!.Value)]));
        return [.. comparisons.Select(comparison => comparison.PValue is null
            ? comparison
            : comparison with { AdjustedPValue = adjusted.Dequeue() })];
    }
}
