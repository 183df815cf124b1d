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
        var clusters = list.Exists(static score => score.Row.Cluster is not null)
            ? Clustering.By(list.Select(static score => score.Row.Cluster ?? score.Row.DatapointId.ToString()))
            : null;
        return new ScoreSample(type, [.. list.Select(static score => score.Value)], clusters);
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
            return (MeanEstimate.Of(Values, Clusters).Interval(confidence, bounds), Clusters is null ? "t" : "t, clustered");
        }

        if (Clusters is null)
        {
            var rate = Rate(Values);
            return isStrict
                ? (rate.ClopperPearson(confidence, bounds), "Clopper-Pearson")
                : (rate.Wilson(confidence, bounds), "Wilson");
        }

        return OfClusteredRate(confidence, bounds);
    }

    public static Proportion Rate(IReadOnlyCollection<double> values) => new(values.Count(static value => value > 0.5), values.Count);

    /// <summary>
    /// The t interval of clusters within 0 and 1. Clusters that are all alike have no spread to go by: then each counts as one trial.
    /// </summary>
    private (Estimate? Mean, string Method) OfClusteredRate(double confidence, Bounds bounds)
    {
        var mean = MeanEstimate.Of(Values, Clusters);
        if (mean.StandardError > 0)
        {
            var interval = mean.Interval(confidence, bounds);
            return (interval with { Lower = Math.Max(interval.Lower, 0), Upper = Math.Min(interval.Upper, 1) }, "t, clustered");
        }

        var trials = Clusters!.Count;
        return (new Proportion((int)Math.Round(mean.Mean * trials), trials).ClopperPearson(confidence, bounds) with { Value = mean.Mean },
            "Clopper-Pearson of clusters");
    }
}
