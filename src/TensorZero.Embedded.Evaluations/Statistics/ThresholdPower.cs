namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// What a gate "the rate is at least so much" can show, told before money is spent: the gate passes when the lower Clopper-Pearson bound
/// reaches the threshold, which is the exact one-sided binomial test. The power is exact (E. L. Lehmann and J. P. Romano (2005), Testing
/// Statistical Hypotheses, 3rd edition, section 3.4). Of a plan only alpha and power count.
/// </summary>
public static class ThresholdPower
{
    /// <summary>How often the gate will pass.</summary>
    /// <param name="trials">The number of datapoints; at least 1.</param>
    /// <param name="rate">The true rate, between 0 and 1.</param>
    /// <param name="threshold">The rate to be shown, between 0 and 1, both excluded.</param>
    /// <param name="plan">Its alpha is one minus the bound's confidence; null for the defaults.</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double Power(int trials, double rate, double threshold, TestPlan? plan = null)
    {
        var alpha = (plan ?? new TestPlan()).Checked().Alpha;
        Input.Count(trials, 1);
        Input.Confidence(threshold);
        var (low, high) = (0, trials + 1);
        while (low < high)
        {
            var successes = low + ((high - low) / 2);
            (low, high) = Binomials.AtLeast(trials, successes, threshold) <= alpha ? (low, successes) : (successes + 1, high);
        }

        return Binomials.AtLeast(trials, low, Input.Rate(rate));
    }

    /// <summary>The smallest true rate at which the gate will pass with the plan's power.</summary>
    /// <param name="trials">The number of datapoints; at least 1.</param>
    /// <param name="threshold">The rate to be shown, between 0 and 1, both excluded.</param>
    /// <param name="plan">Alpha and power; null for the defaults.</param>
    /// <returns>The rate; null when so few datapoints cannot pass the gate even if all succeed.</returns>
    public static double? SmallestRate(int trials, double threshold, TestPlan? plan = null)
    {
        plan = (plan ?? new TestPlan()).Checked();
        return Power(trials, 1, threshold, plan) < plan.Power
            ? null
            : Quantiles.Root(rate => Power(trials, rate, threshold, plan), plan.Power, threshold, 1);
    }

    /// <summary>How many datapoints the gate needs to pass with the plan's power.</summary>
    /// <param name="rate">The true rate.</param>
    /// <param name="threshold">The rate to be shown, between 0 and 1, both excluded.</param>
    /// <param name="plan">Alpha and power; null for the defaults.</param>
    /// <returns>The number of datapoints; null when the true rate does not lie above the threshold, or by too little.</returns>
    public static int? RequiredTrials(double rate, double threshold, TestPlan? plan = null)
    {
        plan = (plan ?? new TestPlan()).Checked();
        return Input.Rate(rate) > threshold
            ? SampleSize.Smallest(trials => Power(trials, rate, threshold, plan), plan.Power, from: 1)
            : null;
    }
}
