using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Quantiles to the last digits that their distribution functions have. MathNet's own stop at an absolute accuracy, which is too coarse
/// for the bounds of rare events, and fail for the heavy tails of few degrees of freedom.
/// </summary>
internal static class Quantiles
{
    public static double Normal(double probability) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, probability);

    public static double NormalTail(double z) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, -z);

    /// <summary>The quantile of the beta distribution; 0 and 1 for a parameter of 0, as in the limit.</summary>
    public static double Beta(double a, double b, double probability)
    {
        if (a <= 0 || probability <= 0)
        {
            return 0;
        }

        return b <= 0 || probability >= 1 ? 1 : Root(x => SpecialFunctions.BetaRegularized(a, b, x), probability, 0, 1);
    }

    /// <summary>The value that Student's t exceeds with a probability of at most 1/2; infinite without any degree of freedom.</summary>
    public static double StudentUpper(double degreesOfFreedom, double tail)
    {
        if (!(degreesOfFreedom > 0))
        {
            return double.PositiveInfinity;
        }

        // Of the two ways through the beta distribution, the one that subtracts nothing from 1 that is nearly 1.
        if (tail < 0.1)
        {
            var x = Beta(degreesOfFreedom / 2, 0.5, 2 * tail);
            return Math.Sqrt(degreesOfFreedom * (1 - x) / x);
        }

        var y = Beta(0.5, degreesOfFreedom / 2, 1 - (2 * tail));
        return Math.Sqrt(degreesOfFreedom * y / (1 - y));
    }

    /// <summary>The probability that Student's t exceeds a value.</summary>
    public static double StudentTail(double degreesOfFreedom, double t) => StudentT.CDF(0, 1, degreesOfFreedom, -t);

    /// <summary>The least value at which a function that does not fall has reached a target: halved until no number is left between.</summary>
    public static double Root(Func<double, double> rising, double target, double low, double high)
    {
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high || high - low <= 1e-15 * Math.Abs(middle))
            {
                return high;
            }

            if (rising(middle) < target)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }
}
