using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Results;

/// <summary>The scores of one evaluator for some rows, with what the rows share.</summary>
internal sealed class ScoreSample
{
    private ScoreSample(ScoreType type, double[] values, Clustering? clusters) => (Type, Values, Clusters) = (type, values, clusters);

    public ScoreType Type { get; }

    public double[] Values { get; }

    /// <summary>Null when every score stands for itself.</summary>
    public Clustering? Clusters { get; }

    public static ScoreSample Of(ScoreType type, IEnumerable<(EvaluationRow Row, double Value)> scores)
    {
        var list = scores.ToList();
        var clusters = Clustering.By(list.Select(static score => score.Row.Cluster ?? $"{score.Row.DatapointId} {score.Row.Repeat}"));

        // Clusters of one score each are none: the exact methods for independent scores hold.
        return new ScoreSample(type, [.. list.Select(static score => score.Value)], clusters.Count < list.Count ? clusters : null);
    }

    /// <summary>The scores that an evaluator gave; rows without one are left out.</summary>
    public static ScoreSample Of(EvaluatorInfo evaluator, IEnumerable<EvaluationRow> rows) => Of(
        evaluator.ScoreType,
        rows.Where(row => row.Scores.GetValueOrDefault(evaluator.Name)?.Value is not null)
            .Select(row => (row, row.Scores[evaluator.Name].Value!.Value)));

    /// <summary>The difference of two means that were measured on different datapoints, and the method's name; null without scores.</summary>
    public (Estimate? Difference, string Method) Minus(ScoreSample other, double confidence)
    {
        if (Values.Length == 0 || other.Values.Length == 0)
        {
            return (null, "none");
        }

        return Type == ScoreType.Boolean && Clusters is null && other.Clusters is null
            ? (new UnpairedProportions(Rate(Values), Rate(other.Values)).Interval(confidence), "Newcombe")
            : (MeanEstimate.Of(Values, Clusters).Minus(MeanEstimate.Of(other.Values, other.Clusters)).Interval(confidence), "Welch");
    }

    /// <summary>The mean with an interval, and the method's name; null without scores.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry it.</param>
    /// <param name="isStrict">Whether the confidence must never be missed, as where something is decided.</param>
    public (Estimate? Mean, string Method) Estimate(double confidence, Bounds bounds, bool isStrict)
    {
        if (Values.Length == 0)
        {
            return (null, "none");
        }

        if (Type == ScoreType.Float)
        {
            return OfNumbers(confidence, bounds, isStrict);
        }

        if (Clusters is not null)
        {
            return isStrict
                ? (ClusteredRate.KornGraubard(Values, Clusters, confidence, bounds), "Korn-Graubard, clustered")
                : OfClusteredRate(confidence, bounds);
        }

        var rate = Rate(Values);
        return isStrict
            ? (rate.ClopperPearson(confidence, bounds), "Clopper-Pearson")
            : (rate.Wilson(confidence, bounds), "Wilson");
    }

    public static Proportion Rate(IReadOnlyCollection<double> values) => new(values.Count(static value => value > 0.5), values.Count);

    /// <summary>Numbers that are all alike have no spread to go by: nothing is decided by them.</summary>
    private (Estimate? Mean, string Method) OfNumbers(double confidence, Bounds bounds, bool isStrict)
    {
        var mean = MeanEstimate.Of(Values, Clusters);
        return isStrict && !(mean.StandardError > 0)
            ? (new Estimate(mean.Mean, double.NegativeInfinity, double.PositiveInfinity, confidence, bounds), "no spread to go by")
            : (mean.Interval(confidence, bounds), Clusters is null ? "t" : "t, clustered");
    }

    /// <summary>The t interval of clusters within 0 and 1; clusters that are all alike have no spread, and count as one trial each.</summary>
    private (Estimate? Mean, string Method) OfClusteredRate(double confidence, Bounds bounds)
    {
        var mean = MeanEstimate.Of(Values, Clusters);
        if (!(mean.StandardError > 0))
        {
            return (ClusteredRate.KornGraubard(Values, Clusters!, confidence, bounds), "Korn-Graubard, clustered");
        }

        var interval = mean.Interval(confidence, bounds);
        return (interval with { Lower = Math.Max(interval.Lower, 0), Upper = Math.Min(interval.Upper, 1) }, "t, clustered");
    }
}
