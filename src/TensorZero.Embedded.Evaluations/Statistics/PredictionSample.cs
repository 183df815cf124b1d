namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>A judge's scores with and without people's beside them.</summary>
internal sealed class PredictionSample
{
    private readonly double[] _judge;
    private readonly double[] _calibrationJudge;
    private readonly double[] _calibrationPeople;

    public PredictionSample(
        IReadOnlyList<double> judge, IReadOnlyList<double> calibrationJudge, IReadOnlyList<double> calibrationPeople)
    {
        _judge = Input.Values(judge, minimum: 2);
        _calibrationJudge = Input.Values(calibrationJudge, minimum: 2);
        _calibrationPeople = Input.Values(calibrationPeople, minimum: 2);
        Input.SameLength(_calibrationJudge.Length, _calibrationPeople.Length, nameof(calibrationPeople));
    }

    public (double Mean, double StandardError) Mean(double weight)
    {
        double[] rectifier = [.. _calibrationPeople.Zip(_calibrationJudge, (people, judge) => people - (weight * judge))];
        var variance = (weight * weight * Moments.Variance(_judge) / _judge.Length) + (Moments.Variance(rectifier) / rectifier.Length);
        return ((weight * Moments.Mean(_judge)) + Moments.Mean(rectifier), Math.Sqrt(variance));
    }

    /// <summary>The weight of the judge that makes the interval shortest: cov(people, judge)/((1 + n/N)·var(judge)).</summary>
    public double BestWeight()
    {
        double[] all = [.. _judge, .. _calibrationJudge];
        var spread = Moments.Variance(all) * (1 + ((double)_calibrationJudge.Length / _judge.Length));
        return spread > 0 ? Math.Clamp(Moments.Covariance(_calibrationPeople, _calibrationJudge) / spread, 0, 1) : 0;
    }
}
