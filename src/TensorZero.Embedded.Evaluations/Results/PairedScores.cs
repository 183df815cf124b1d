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

        return IsPlainRate
            ? (Table().Interval(confidence, bounds), "Tango; McNemar")
            : (MeanEstimate.OfPairs(_first, _second, _clusters).Interval(confidence, bounds), _clusters is null ? "paired t" : "paired t, clustered");
    }

    public double? PValue() => Count == 0 ? null
        : IsPlainRate ? Table().McNemarPValue()
        : MeanEstimate.OfPairs(_first, _second, _clusters).PValue();

    public double SignFlipPValue(Random random) => SignFlipTest.Of(Differences, random, clusters: _clusters).PValue;

    public Estimate BootstrapInterval(double confidence, Random random) =>
        Bootstrap.Bca(Differences, random, new BootstrapOptions { Confidence = confidence, Clusters = _clusters });

    public Estimate? EffectSize(double confidence) =>
        _type == ScoreType.Float && _clusters is null && Count > 1 ? Statistics.EffectSize.Paired(Differences, confidence) : null;

    private PairedProportions Table() =>
        PairedProportions.Of([.. _first.Select(static value => value > 0.5)], [.. _second.Select(static value => value > 0.5)]);
}
