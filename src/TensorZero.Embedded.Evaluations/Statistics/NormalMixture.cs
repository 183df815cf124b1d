namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// The normal mixture confidence sequence, for scores whose spread has a known limit but which are not bounded, or of which only the mean
/// is kept: sub-Gaussian with a known scale. Scores between two limits are, with half of their distance; for them
/// <see cref="BettingSequence"/> is shorter. Source: H. Robbins (1970), Statistical methods related to the law of the iterated logarithm,
/// Annals of Mathematical Statistics 41; the form of S. R. Howard, A. Ramdas, J. McAuliffe and J. Sekhon (2021), Time-uniform,
/// nonparametric, nonasymptotic confidence sequences, Annals of Statistics 49, two-sided normal mixture.
/// </summary>
public static class NormalMixture
{
    /// <summary>The interval after some scores; it may be asked for after every one, and all of them hold together.</summary>
    /// <param name="mean">The mean of the scores so far.</param>
    /// <param name="count">How many there are; at least 1.</param>
    /// <param name="scale">The sub-Gaussian scale of one score, in the scores' unit.</param>
    /// <param name="shortestAt">The count at which the interval is to be about as short as it can be. Must not change while scores arrive.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The mean and its interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Estimate Interval(double mean, int count, double scale, int shortestAt = 100, double confidence = 0.95)
    {
        Input.Number(mean);
        Input.Count(count, 1);
        Input.Positive(scale);
        Input.Count(shortestAt, 1);
        var alpha = 1 - Input.Confidence(confidence);
        // Near the best mixture for that count, as Howard et al. (2021) tune it.
        var rho = shortestAt / ((-2 * Math.Log(alpha)) + Math.Log((-2 * Math.Log(alpha)) + 1));
        var boundary = Math.Sqrt((count + rho) * Math.Log((count + rho) / (rho * alpha * alpha)));
        var margin = scale * boundary / count;
        return Bounds.Both.Estimate(mean, mean - margin, mean + margin, confidence);
    }
}
