namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>Mean and variance of a mixture.</summary>
internal static class PosteriorMoments
{
    public static (double Mean, double Variance) Of(IEnumerable<(double Mean, double Variance)> parts, double[] weights)
    {
        var (mean, square, total) = (0.0, 0.0, 0.0);
        foreach (var (part, weight) in parts.Zip(weights))
        {
            total += weight;
            // Step by step, so that no large squares are subtracted from one another.
            var distance = part.Mean - mean;
            var step = weight / total;
            square += step * (part.Variance - square + (distance * distance * (1 - step)));
            mean += step * distance;
        }

        return (mean, square);
    }
}
