namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// The CR2 standard error of a mean and its Satterthwaite degrees of freedom (Bell and McCaffrey 2002). For a model that has only a mean
/// the matrices of the general case collapse: with p the share of a cluster's values in all n, its summed residuals are divided by
/// √(1 − p), and the degrees of freedom follow from the products of the clusters' weights. Equal clusters give the familiar G/(G − 1)
/// correction with G − 1 degrees of freedom.
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
    /// (tr M)² / tr M², M being the covariances of the clusters' adjusted sums when values are in truth independent: p_g on the diagonal,
    /// −p_g p_h / √((1 − p_g)(1 − p_h)) beside it, up to a factor that cancels.
    /// </summary>
    private static double DegreesOfFreedom(double[] shares)
    {
        // The sums over pairs g ≠ h are those over all pairs less the diagonal.
        var (squares, products, diagonal) = (0.0, 0.0, 0.0);
        foreach (var p in shares)
        {
            var weighted = p * p / (1 - p);
            squares += p * p;
            products += weighted;
            diagonal += weighted * weighted;
        }

        return 1 / (squares + (products * products) - diagonal);
    }
}
