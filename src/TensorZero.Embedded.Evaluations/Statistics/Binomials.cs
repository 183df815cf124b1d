using MathNet.Numerics;

namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>Binomial probabilities that stay exact in the far tails.</summary>
internal static class Binomials
{
    public static double Probability(int trials, int successes, double rate)
    {
        if (successes < 0 || successes > trials)
        {
            return 0;
        }

        if (rate is 0 or 1)
        {
            return successes == (rate == 0 ? 0 : trials) ? 1 : 0;
        }

        return Math.Exp(
            SpecialFunctions.GammaLn(trials + 1.0) - SpecialFunctions.GammaLn(successes + 1.0) -
            SpecialFunctions.GammaLn(trials - successes + 1.0) +
            (successes * Math.Log(rate)) + ((trials - successes) * double.LogP1(-rate)));
    }

    public static double AtLeast(int trials, int successes, double rate)
    {
        if (successes <= 0)
        {
            return 1;
        }

        return successes > trials ? 0 : SpecialFunctions.BetaRegularized(successes, trials - successes + 1.0, rate);
    }

    public static double AtMost(int trials, int successes, double rate) => AtLeast(trials, trials - successes, 1 - rate);

    /// <summary>The counts outside of which less than about 1e-15 of the probability lies.</summary>
    public static (int From, int To) Likely(int trials, double rate)
    {
        var mean = trials * rate;
        var reach = (8.5 * Math.Sqrt(mean * (1 - rate))) + 24;
        return ((int)Math.Max(0, mean - reach), (int)Math.Min(trials, Math.Ceiling(mean + reach)));
    }
}
