using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Results;

/// <summary>The scores that two variants got for the same datapoints and repeats.</summary>
internal sealed class PairedScores
{
    private readonly ScoreType _type;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly Clustering? _clusters;

    private PairedScores(ScoreType type, List<(EvaluationRow Row, double First, double Second)> pairs)
    {
        _type = type;
        _first = [.. pairs.Select(static pair => pair.First)];
        _second = [.. pairs.Select(static pair => pair.Second)];
        _clusters = ScoreSample.Of(type, pairs.Select(static pair => (pair.Row, pair.First))).Clusters;
    }

    public int Count => _first.Length;

    public double[] Differences => [.. _first.Zip(_second, static (first, second) => first - second)];

    private bool IsPlainRate => _type == ScoreType.Boolean && _clusters is null;

    public static PairedScores Of(EvaluatorInfo evaluator, IEnumerable<EvaluationRow> first, IEnumerable<EvaluationRow> second)
    {
        var others = second
            .Where(row => row.Scores.GetValueOrDefault(evaluator.Name)?.Value is not null)
            .ToDictionary(static row => (row.DatapointId, row.Repeat), row => row.Scores[evaluator.Name].Value!.Value);
        var pairs = new List<(EvaluationRow, double, double)>();
        foreach (var row in first)
        {
            if (row.Scores.GetValueOrDefault(evaluator.Name)?.Value is { } value
                && others.TryGetValue((row.DatapointId, row.Repeat), out var other))
            {
                pairs.Add((row, value, other));
            }
        }

        return new PairedScores(evaluator.ScoreType, pairs);
    }

    public (Estimate? Difference, string Method) Estimate(double confidence, Bounds bounds)
    {
        if (Count == 0)
        {
            return (null, "none");
        }

        if (IsPlainRate)
        {
            return (Table().Interval(confidence, bounds), "Tango; McNemar");
        }

        var mean = MeanEstimate.OfPairs(_first, _second, _clusters);
        return mean.StandardError > 0
            ? (mean.Interval(confidence, bounds), _clusters is null ? "paired t" : "paired t, clustered")
            : WithoutSpread(mean.Mean, confidence, bounds);
    }

    /// <summary>
    /// Differences that are all alike have no spread to go by. Where they are those of passes and failures each cluster counts as one pair;
    /// of numbers nothing can be said.
    /// </summary>
    private (Estimate? Difference, string Method) WithoutSpread(double difference, double confidence, Bounds bounds)
    {
        if (_type == ScoreType.Float || difference is not (-1 or 0 or 1))
        {
            return (new Estimate(difference, double.NegativeInfinity, double.PositiveInfinity, confidence, bounds), "no spread to go by");
        }

        var pairs = _clusters?.Count ?? Count;
        var table = new PairedProportions(
            both: difference is 0 ? pairs : 0, onlyFirst: difference is 1 ? pairs : 0, onlySecond: difference is -1 ? pairs : 0, neither: 0);
        return (table.Interval(confidence, bounds), "Tango of clusters");
    }

    /// <summary>Null without pairs, and for related or number differences that are all alike.</summary>
    public double? PValue() => Count == 0 ? null
        : IsPlainRate ? Table().McNemarPValue()
        : MeanEstimate.OfPairs(_first, _second, _clusters) is { StandardError: > 0 } mean ? mean.PValue()
        : null;

    /// <summary>Whether the exact test agrees that there is a difference in a direction; true where there is no exact test.</summary>
    public bool IsExactlyShown(Alternative alternative, double confidence) =>
        !IsPlainRate || Table().McNemarPValue(alternative) <= 1 - confidence;

    public double SignFlipPValue(Random random) => SignFlipTest.Of(Differences, random, clusters: _clusters).PValue;

    public Estimate BootstrapInterval(double confidence, Random random) =>
        Bootstrap.Bca(Differences, random, new BootstrapOptions { Confidence = confidence, Clusters = _clusters });

    /// <summary>Null for what the doc of <see cref="ScoreComparison.EffectSize"/> says.</summary>
    public Estimate? EffectSize(double confidence) =>
        _type == ScoreType.Float && _clusters is null && Count > 1 ? Statistics.EffectSize.Paired(Differences, confidence) : null;

    private PairedProportions Table() =>
        PairedProportions.Of([.. _first.Select(static value => value > 0.5)], [.. _second.Select(static value => value > 0.5)]);
}
