namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>How one number goes with another.</summary>
internal static class LinearRelation
{
    /// <summary>
    /// Pearson's correlation with Fisher's interval: R. A. Fisher (1921), On the "probable error" of a coefficient of correlation deduced from a
    /// small sample, Metron 1. Null without any spread, or with fewer than four pairs.
    /// </summary>
    public static Estimate? Correlation(IReadOnlyList<double> first, IReadOnlyList<double> second, double confidence)
    {
        double[] x = Input.Values(first), y = Input.Values(second);
        Input.SameLength(x.Length, y.Length, nameof(second));
        var spread = Math.Sqrt(Moments.Variance(x) * Moments.Variance(y));
        if (!(spread > 0) || x.Length < 4)
        {
            return null;
        }

        var r = Math.Clamp(Moments.Covariance(x, y) / spread, -1, 1);
        var margin = Bounds.Both.Quantile(confidence) / Math.Sqrt(x.Length - 3);
        return Bounds.Both.Estimate(r, Math.Tanh(Math.Atanh(r) - margin), Math.Tanh(Math.Atanh(r) + margin), confidence, -1, 1);
    }

    /// <summary>
    /// The slope of the least squares line, whose errors may spread differently from place to place: the standard error HC3 of J. G. MacKinnon
    /// and H. White (1985), Some heteroskedasticity-consistent covariance matrix estimators with improved finite sample properties, Journal of
    /// Econometrics 29, with Student's t. Null where x has no spread, or with fewer than three points.
    /// </summary>
    public static MeanEstimate? Slope(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double[] horizontal = Input.Values(x), vertical = Input.Values(y);
        Input.SameLength(horizontal.Length, vertical.Length, nameof(y));
        var n = horizontal.Length;
        var (meanX, meanY) = (Moments.Mean(horizontal), Moments.Mean(vertical));
        var squares = Moments.Variance(horizontal) * (n - 1);
        if (!(squares > 0) || n < 3)
        {
            return null;
        }

        var slope = Moments.Covariance(horizontal, vertical) * (n - 1) / squares;
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            var distance = horizontal[i] - meanX;
            var leverage = (1.0 / n) + (distance * distance / squares);
            var residual = vertical[i] - meanY - (slope * distance);
            var weighed = leverage < 1 ? distance * residual / (1 - leverage) : 0;
            sum += weighed * weighed;
        }

        return new MeanEstimate(slope, Math.Sqrt(sum) / squares, n - 2);
    }

    /// <summary>
    /// The slope within groups: what sets the groups apart is taken out by comparing each point with its group's means. Standard errors by
    /// groups: M. Arellano (1987), Computing robust standard errors for within-groups estimators, Oxford Bulletin of Economics and Statistics
    /// 49, with G − 1 degrees of freedom for G groups that say something. Null where x has no spread in any group, or in one alone.
    /// </summary>
    public static MeanEstimate? SlopeWithin(IEnumerable<IReadOnlyList<(double X, double Y)>> groups)
    {
        var centred = groups
            .Select(static group => (X: group.Average(static point => point.X), Y: group.Average(static point => point.Y), Points: group))
            .Select(static group => group.Points.Select(point => (X: point.X - group.X, Y: point.Y - group.Y)).ToList())
            .Where(static group => group.Exists(static point => Math.Abs(point.X) > 1e-12))
            .ToList();
        if (centred.Count < 2)
        {
            return null;
        }

        var squares = centred.Sum(static group => group.Sum(static point => point.X * point.X));
        var slope = centred.Sum(static group => group.Sum(static point => point.X * point.Y)) / squares;
        var sum = 0.0;
        foreach (var group in centred)
        {
            var score = group.Sum(point => point.X * (point.Y - (slope * point.X)));
            sum += score * score;
        }

        var groupsCount = (double)centred.Count;
        return new MeanEstimate(slope, Math.Sqrt(sum * groupsCount / (groupsCount - 1)) / squares, groupsCount - 1);
    }
}
