namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// The mean score that people would give, from a judge's scores of all answers and people's scores of some of them. The judge may be as
/// wrong as it likes: what it says too much or too little on the answers that people scored is taken off. Those answers must be a random
/// sample of the same population. Source: A. N. Angelopoulos, S. Bates, C. Fannjiang, M. I. Jordan and T. Zrnic (2023), Prediction-powered
/// inference, Science 382, mean estimation.
/// </summary>
public static class PredictionPowered
{
    /// <summary>The prediction-powered mean: the judge's mean plus the mean of people minus judge.</summary>
    /// <param name="judge">The judge's scores of answers that people did not score; at least two.</param>
    /// <param name="calibrationJudge">The judge's scores of answers that people scored; at least two.</param>
    /// <param name="calibrationPeople">People's scores of the same answers, in the same order.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry the confidence.</param>
    /// <returns>The mean and its interval.</returns>
    /// <exception cref="ArgumentException">There are too few scores, one is not a finite number, or one has no partner.</exception>
    public static Estimate Mean(
        IReadOnlyList<double> judge, IReadOnlyList<double> calibrationJudge, IReadOnlyList<double> calibrationPeople,
        double confidence = 0.95, Bounds bounds = Bounds.Both) =>
        Mean(new PredictionSample(judge, calibrationJudge, calibrationPeople), 1, confidence, bounds);

    /// <summary>
    /// The prediction-powered mean that trusts the judge as far as it follows people: of one that does not, it takes nothing, so that the
    /// interval is never much wider than that of people's scores alone. Source: A. N. Angelopoulos, J. C. Duchi and T. Zrnic (2023), PPI++:
    /// efficient prediction-powered inference, power tuning, with the weight kept between 0 and 1.
    /// </summary>
    /// <param name="judge">The judge's scores of answers that people did not score; at least two.</param>
    /// <param name="calibrationJudge">The judge's scores of answers that people scored; at least two.</param>
    /// <param name="calibrationPeople">People's scores of the same answers, in the same order.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry the confidence.</param>
    /// <returns>The mean and its interval.</returns>
    /// <exception cref="ArgumentException">There are too few scores, one is not a finite number, or one has no partner.</exception>
    public static Estimate TunedMean(
        IReadOnlyList<double> judge, IReadOnlyList<double> calibrationJudge, IReadOnlyList<double> calibrationPeople,
        double confidence = 0.95, Bounds bounds = Bounds.Both)
    {
        var sample = new PredictionSample(judge, calibrationJudge, calibrationPeople);
        return Mean(sample, sample.BestWeight(), confidence, bounds);
    }

    private static Estimate Mean(PredictionSample sample, double weight, double confidence, Bounds bounds)
    {
        var (mean, standardError) = sample.Mean(weight);
        var margin = bounds.Quantile(confidence) * standardError;
        return bounds.Estimate(mean, mean - margin, mean + margin, confidence);
    }
}
