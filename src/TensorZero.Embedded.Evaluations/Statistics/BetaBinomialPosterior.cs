using MathNet.Numerics;

namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Rates around a common rate (Bayesian Data Analysis, section 5.3): each slice's rate is Beta(Mμ, M(1 − μ)), and μ and M are averaged over
/// a grid on which μ and M/(M + n) are uniform, n being the harmonic mean of the slices' trials. A slice's posterior is then taken as the
/// beta distribution with its mean and variance.
/// </summary>
internal static class BetaBinomialPosterior
{
    private const int Rates = 60;
    private const int Shrinkages = 40;

    public static IReadOnlyList<Estimate> Of(IReadOnlyList<Proportion> slices, double confidence)
    {
        var typical = slices.Count / slices.Sum(slice => 1.0 / slice.Trials);
        var priors = new List<(double A, double B)>();
        foreach (var shrinkage in Enumerable.Range(0, Shrinkages).Select(step => (step + 0.5) / Shrinkages))
        {
            var size = typical * shrinkage / (1 - shrinkage);
            priors.AddRange(Enumerable.Range(0, Rates).Select(step => (step + 0.5) / Rates).Select(rate => (size * rate, size * (1 - rate))));
        }

        double[] logs = [.. priors.Select(prior =>
            slices.Sum(slice => SpecialFunctions.BetaLn(prior.A + slice.Successes, prior.B + slice.Trials - slice.Successes)) -
            (slices.Count * SpecialFunctions.BetaLn(prior.A, prior.B)))];
        var likeliest = logs.Max();
        double[] weights = [.. logs.Select(log => Math.Exp(log - likeliest))];
        var tail = Bounds.Both.Tail(confidence);
        return [.. slices.Select(slice =>
        {
            var (mean, variance) = PosteriorMoments.Of(priors.Select(prior => Slice(slice, prior)), weights);
            var size = (mean * (1 - mean) / variance) - 1;
            return Bounds.Both.Estimate(
                mean,
                Quantiles.Beta(size * mean, size * (1 - mean), tail),
                Quantiles.Beta(size * mean, size * (1 - mean), 1 - tail),
                confidence, 0, 1);
        })];
    }

    private static (double Mean, double Variance) Slice(Proportion slice, (double A, double B) prior)
    {
        var (a, b) = (prior.A + slice.Successes, prior.B + slice.Trials - slice.Successes);
        return (a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
    }
}
