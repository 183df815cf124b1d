namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Means around a common mean (Bayesian Data Analysis, section 5.4): given the spread τ between slices all is normal, and τ is averaged
/// over a grid on which s²/(s² + τ²) is uniform, s² being the harmonic mean of the squared standard errors.
/// </summary>
internal static class NormalPosterior
{
    private const int Steps = 400;

    public static IReadOnlyList<Estimate> Of(IReadOnlyList<MeanEstimate> slices, double confidence)
    {
        double[] variances = [.. slices.Select(slice => slice.StandardError * slice.StandardError)];
        var typical = slices.Count / variances.Sum(variance => 1 / variance);
        var given = Enumerable.Range(0, Steps)
            .Select(step => (step + 0.5) / Steps)
            .Select(shrinkage => new Common(slices, variances, typical * (1 - shrinkage) / shrinkage))
            .ToArray();
        var likeliest = given.Max(common => common.LogLikelihood);
        double[] weights = [.. given.Select(common => Math.Exp(common.LogLikelihood - likeliest))];

        return [.. slices.Select((slice, i) =>
        {
            var moments = PosteriorMoments.Of(given.Select(common => common.Slice(slice.Mean, variances[i])), weights);
            var margin = Bounds.Both.Quantile(confidence) * Math.Sqrt(moments.Variance);
            return Bounds.Both.Estimate(moments.Mean, moments.Mean - margin, moments.Mean + margin, confidence);
        })];
    }

    /// <summary>What is known of the common mean once the variance between slices is given.</summary>
    private sealed class Common
    {
        private readonly double _between;
        private readonly double _mean;
        private readonly double _variance;

        public Common(IReadOnlyList<MeanEstimate> slices, double[] variances, double between)
        {
            _between = between;
            var precision = variances.Sum(variance => 1 / (variance + between));
            _mean = slices.Zip(variances, (slice, variance) => slice.Mean / (variance + between)).Sum() / precision;
            _variance = 1 / precision;
            // With the common mean integrated out (equation 5.21).
            LogLikelihood = (-0.5 * Math.Log(precision)) - (0.5 * slices.Zip(variances, (slice, variance) =>
                Math.Log(variance + between) + ((slice.Mean - _mean) * (slice.Mean - _mean) / (variance + between))).Sum());
        }

        public double LogLikelihood { get; }

        public (double Mean, double Variance) Slice(double mean, double variance)
        {
            var shrinkage = variance / (variance + _between);
            return (mean + (shrinkage * (_mean - mean)), (variance * (1 - shrinkage)) + (shrinkage * shrinkage * _variance));
        }
    }
}
