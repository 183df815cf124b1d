namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>Means and variances in two passes, which lose no digits.</summary>
internal static class Moments
{
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>The unbiased variance; 0 for a single value.</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        var mean = Mean(values);
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return squares / (values.Length - 1);
    }

    public static double Covariance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length < 2)
        {
            return 0;
        }

        var (firstMean, secondMean) = (Mean(first), Mean(second));
        var products = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            products += (first[i] - firstMean) * (second[i] - secondMean);
        }

        return products / (first.Length - 1);
    }

    /// <summary>The differences of pairs, first minus second.</summary>
    public static double[] Differences(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var left = Input.Values(first);
        var right = Input.Values(second);
        Input.SameLength(left.Length, right.Length, nameof(second));
        return [.. left.Zip(right, (one, other) => one - other)];
    }
}
