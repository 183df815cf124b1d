using TensorZero.Embedded.Evaluations.Results;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Slices;

/// <summary>Parts the scores of a variant and says which part is the worst.</summary>
internal static class SliceReport
{
    public static IReadOnlyList<SliceSummary> Of(
        IReadOnlyList<EvaluationRow> rows, EvaluatorInfo evaluator, string sliceName, int sliceIndex, double confidence)
    {
        var parts = rows
            .Where(row => row.Slices[sliceIndex] is not null)
            .GroupBy(row => row.Slices[sliceIndex]!)
            .Select(part => (Value: part.Key, Rows: part.ToList(), Sample: SampleOf(evaluator, part)))
            .ToList();

        // As many intervals as there are parts: each may be wrong with its share of the whole error (Bonferroni).
        var each = 1 - ((1 - confidence) / Math.Max(parts.Count, 1));
        var shrunken = Shrink(evaluator.ScoreType, [.. parts.Select(static part => part.Sample)], confidence);
        var pValues = PValues([.. parts.Select(static part => part.Sample)]);
        return [.. parts
            .Select((part, i) => new SliceSummary
            {
                SliceName = sliceName,
                Value = part.Value,
                Scores = Summary.Of(part.Rows, evaluator, each),
                Shrunken = shrunken[i],
                AdjustedPValue = pValues[i],
            })
            .OrderBy(static summary => summary.Shrunken is null)
            .ThenBy(summary => (summary.Shrunken ?? summary.Scores.Mean) is { } mean ? evaluator.LowerIsBetter ? -mean.Value : mean.Value : double.MaxValue)
            .ThenBy(static summary => summary.Value, StringComparer.Ordinal)];
    }

    private static ScoreSample SampleOf(EvaluatorInfo evaluator, IEnumerable<EvaluationRow> rows) => ScoreSample.Of(
        evaluator.ScoreType,
        rows.Select(row => (row, row.Scores.GetValueOrDefault(evaluator.Name)?.Value))
            .Where(static score => score.Value is not null)
            .Select(static score => (score.row, score.Value!.Value)));

    /// <summary>Rates of clustered answers are means: a trial must not count several times.</summary>
    private static Estimate?[] Shrink(ScoreType type, ScoreSample[] samples, double confidence)
    {
        var isRate = type == ScoreType.Boolean && samples.All(static sample => sample.Clusters is null);
        var usable = Enumerable.Range(0, samples.Length)
            .Where(i => samples[i].Values.Length > 0 && (isRate || MeanOf(samples[i]).StandardError > 0))
            .ToArray();
        var shrunken = new Estimate?[samples.Length];
        if (usable.Length == 0)
        {
            return shrunken;
        }

        var estimates = isRate
            ? ShrunkenSlices.OfRates([.. usable.Select(i => ScoreSample.Rate(samples[i].Values))], confidence)
            : ShrunkenSlices.OfMeans([.. usable.Select(i => MeanOf(samples[i]))], confidence);
        for (var i = 0; i < usable.Length; i++)
        {
            shrunken[usable[i]] = estimates[i];
        }

        return shrunken;
    }

    /// <summary>Each part against all the others.</summary>
    private static double?[] PValues(ScoreSample[] samples)
    {
        var raw = samples.Select((sample, i) => PValue(sample, [.. samples.Where((_, j) => j != i)])).ToArray();
        var adjusted = new Queue<double>(Holm.Adjust([.. raw.OfType<double>()]));
        return [.. raw.Select(p => p is null ? (double?)null : adjusted.Dequeue())];
    }

    private static double? PValue(ScoreSample part, ScoreSample[] others)
    {
        double[] rest = [.. others.SelectMany(static sample => sample.Values)];
        if (part.Values.Length == 0 || rest.Length == 0)
        {
            return null;
        }

        if (part.Type == ScoreType.Boolean && part.Clusters is null)
        {
            return new UnpairedProportions(ScoreSample.Rate(part.Values), ScoreSample.Rate(rest)).FisherPValue();
        }

        // Clusters of different parts are different ones, or the same datapoints would be in two parts.
        var clusters = part.Clusters is null ? null : Clustering.By(others.SelectMany(static (sample, i) =>
            sample.Clusters?.ClusterOf.Select(cluster => (i, cluster)) ?? sample.Values.Select((_, j) => (i, -1 - j))));
        return MeanOf(part).Minus(MeanEstimate.Of(rest, clusters)).PValue();
    }

    private static MeanEstimate MeanOf(ScoreSample sample) => MeanEstimate.Of(sample.Values, sample.Clusters);
}
