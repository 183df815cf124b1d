namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// The CR2 standard error of a mean and its Satterthwaite degrees of freedom (Bell and McCaffrey 2002). For a model that has only a mean
/// the matrices of the general case collapse: with p the share of a cluster's values in all n, its summed residuals are divided by
/// √(1 − p). Equal clusters give the familiar G/(G − 1) correction with G − 1 degrees of freedom.
/// </summary>
internal static class ClusteredMean
{
    public static MeanEstimate Of(double mean, double[][] clusters)
    {
        if (clusters.Length < 2)
        {
            return new MeanEstimate(mean, 0, 0);
        }

        var n = clusters.Sum(cluster => cluster.Length);
        var variance = 0.0;
        foreach (var cluster in clusters)
        {
            var residuals = cluster.Sum(value => value - mean);
            variance += residuals * residuals / (1 - ((double)cluster.Length / n));
        }

        return new MeanEstimate(mean, Math.Sqrt(variance) / n, DegreesOfFreedom([.. clusters.Select(cluster => (double)cluster.Length / n)]));
    }

    /// <summary>
    /// (tr M)² / tr M², M being the covariances of the clusters' adjusted sums, up to a factor that cancels. They depend on how much the
    /// values of a cluster resemble one another. Of the two extremes, not at all and wholly, the fewer degrees of freedom are taken, so that
    /// a test of unequal clusters keeps its level in between (G. W. Imbens and M. Kolesár (2016), Robust standard errors in small samples,
    /// Review of Economics and Statistics 98, with the resemblance not estimated but assumed at its worst).
    /// </summary>
    private static double DegreesOfFreedom(double[] shares) => Math.Min(OfIndependentValues(shares), OfEqualValues(shares));

    /// <summary>M is p_g on the diagonal and −p_g p_h / √((1 − p_g)(1 − p_h)) beside it.</summary>
    private static double OfIndependentValues(double[] shares)
    {
        // The sums over pairs g ≠ h are those over all pairs less the diagonal.
        var (squares, products, diagonal) = (0.0, 0.0, 0.0);
        foreach (var p in shares)
        {
            var weight = p * p / (1 - p);
            squares += p * p;
            products += weight;
            diagonal += weight * weight;
        }

        return 1 / (squares + (products * products) - diagonal);
    }

    /// <summary>With Q = Σ p², M is p_g p_h (Q − p_g − p_h) / √((1 − p_g)(1 − p_h)), and p_g² / (1 − p_g) more on the diagonal.</summary>
    private static double OfEqualValues(double[] shares)
    {
        var q = shares.Sum(p => p * p);
        var (trace, sum, first, second, diagonal) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var p in shares)
        {
            var weight = p * p / (1 - p);
            var beside = weight * (q - (2 * p));
            trace += weight + beside;
            sum += weight;
            first += weight * p;
            second += weight * p * p;
            diagonal += ((weight + beside) * (weight + beside)) - (beside * beside);
        }

        var pairs = (q * q * sum * sum) + (2 * sum * second) - (4 * q * sum * first) + (2 * first * first);
        return trace * trace / (pairs + diagonal);
    }
}
