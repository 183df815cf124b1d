using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// The noncentral t distribution, integrated over the scale: P(T ≤ t) = ∫ Φ(t·s − δ) f(s) ds, with s = √(χ²/ν). It keeps its accuracy for
/// noncentralities at which the usual series fails (N. L. Johnson, S. Kotz and N. Balakrishnan (1995), Continuous Univariate
/// Distributions 2, section 31.3).
/// </summary>
internal static class NoncentralStudent
{
    public static double AtMost(double t, double degreesOfFreedom, double noncentrality)
    {
        var nu = degreesOfFreedom;
        var scale = (Math.Log(2) * (1 - (nu / 2))) + (nu / 2 * Math.Log(nu)) - SpecialFunctions.GammaLn(nu / 2);
        // Outside of nine standard deviations the scale has less than 1e-18 of its probability.
        var reach = 9 / Math.Sqrt(nu);
        var (low, high) = (Math.Max(0, 1 - reach), 1 + reach);
        // The normal probability turns from 0 to 1 here: an adaptive rule must not step over it.
        var turn = t == 0 ? 1 : Math.Clamp(noncentrality / t, low, high);
        return Math.Clamp(Integrate(low, turn) + Integrate(turn, high), 0, 1);

        double Integrate(double from, double to) =>
            to > from ? GaussKronrodRule.Integrate(Integrand, from, to, out _, out _, 1e-11, 10) : 0;

        double Integrand(double s) =>
            s <= 0 ? 0 : Quantiles.NormalTail(noncentrality - (t * s)) * Math.Exp(scale + ((nu - 1) * Math.Log(s)) - (nu * s * s / 2));
    }

    public static double MoreThan(double t, double degreesOfFreedom, double noncentrality) =>
        AtMost(-t, degreesOfFreedom, -noncentrality);
}
