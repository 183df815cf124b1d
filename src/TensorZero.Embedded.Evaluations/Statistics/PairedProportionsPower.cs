namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// What a comparison of passes on the same datapoints can show, told before money is spent. What counts is the discordance, the share of
/// datapoints that one variant passes and the other fails, from a pilot or an earlier run: it is at most 2·r·(1 − r) for variants of rate r
/// that err independently, and mostly much less. Without a margin the test is the exact one of McNemar; with one it is the score test of
/// Tango. The power is exact: the sum over all outcomes (J. T. Connett, J. A. Smith and R. B. McHugh (1987), Sample size and power for
/// pair-matched case-control studies, Statistics in Medicine 6, section 2).
/// </summary>
public static class PairedProportionsPower
{
    /// <summary>How often the test will reject.</summary>
    /// <param name="pairs">The number of datapoints; at least 1.</param>
    /// <param name="difference">The true rate of the first minus that of the second.</param>
    /// <param name="discordance">The share of datapoints on which they differ, at least the absolute difference.</param>
    /// <param name="plan">The test; null for the defaults.</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double Power(int pairs, double difference, double discordance, TestPlan? plan = null)
    {
        var checkedPlan = Check(plan);
        Input.Count(pairs, 1);
        Input.Rate(discordance);
        if (!(Math.Abs(difference) <= discordance))
        {
            throw new ArgumentOutOfRangeException(
                nameof(difference), difference, $"The difference cannot be greater than the discordance, {discordance}.");
        }

        var share = discordance > 0 ? (1 + (difference / discordance)) / 2 : 0.5;
        var (from, to) = Binomials.Likely(pairs, discordance);
        var power = 0.0;
        for (var discordant = from; discordant <= to; discordant++)
        {
            var least = LeastRejecting(pairs, discordant, checkedPlan);
            var rejecting = Binomials.AtLeast(discordant, least, share);
            if (checkedPlan.IsTwoSided)
            {
                rejecting += Binomials.AtMost(discordant, discordant - least, share);
            }

            power += Binomials.Probability(pairs, discordant, discordance) * rejecting;
        }

        return Math.Min(1, power);
    }

    /// <summary>The smallest difference that the test will show with the plan's power; with a margin it may be negative.</summary>
    /// <param name="pairs">The number of datapoints; at least 1.</param>
    /// <param name="discordance">The share of datapoints on which the variants differ, between 0 and 1.</param>
    /// <param name="plan">The test; null for the defaults.</param>
    /// <returns>The difference of rates; null when not even the greatest there can be, the discordance, would be shown.</returns>
    public static double? SmallestDifference(int pairs, double discordance, TestPlan? plan = null)
    {
        var checkedPlan = Check(plan);
        if (Power(pairs, discordance, discordance, checkedPlan) < checkedPlan.Power)
        {
            return null;
        }

        var least = checkedPlan.Margin > 0 ? Math.Max(-discordance, -checkedPlan.Margin) : 0;
        return Quantiles.Root(difference => Power(pairs, difference, discordance, checkedPlan), checkedPlan.Power, least, discordance);
    }

    /// <summary>The smallest margin within which the test will show variants of equal rates to be, with the plan's power.</summary>
    /// <param name="pairs">The number of datapoints; at least 1.</param>
    /// <param name="discordance">The share of datapoints on which the variants differ, between 0 and 1.</param>
    /// <param name="plan">The test, whose own margin does not count; null for the defaults.</param>
    /// <returns>The margin; null when even a margin of nearly 1 would not be enough.</returns>
    public static double? SmallestMargin(int pairs, double discordance, TestPlan? plan = null)
    {
        const double LargestMargin = 0.999;
        var checkedPlan = Check(plan);
        return PowerOf(LargestMargin) < checkedPlan.Power
            ? null
            : Quantiles.Root(PowerOf, checkedPlan.Power, 0, LargestMargin);

        double PowerOf(double margin) => margin == 0 ? 0 : Power(pairs, 0, discordance, checkedPlan with { Margin = margin });
    }

    /// <summary>How many datapoints the test needs to show a difference with the plan's power.</summary>
    /// <param name="difference">The true rate of the first minus that of the second; with a margin it may be 0 or negative.</param>
    /// <param name="discordance">The share of datapoints on which they differ, at least the absolute difference.</param>
    /// <param name="plan">The test; null for the defaults.</param>
    /// <returns>The number of pairs; null when there is nothing to show or no such number.</returns>
    public static int? RequiredPairs(double difference, double discordance, TestPlan? plan = null)
    {
        var checkedPlan = Check(plan);
        var shown = checkedPlan.IsTwoSided ? Math.Abs(difference) : difference + checkedPlan.Margin;
        return shown > 0
            ? SampleSize.Smallest(pairs => Power(pairs, difference, discordance, checkedPlan), checkedPlan.Power, from: 1)
            : null;
    }

    /// <summary>How many of the discordant datapoints the first must win for the test to reject; one more than there are when it cannot.</summary>
    private static int LeastRejecting(int pairs, int discordant, TestPlan plan)
    {
        var z = -Quantiles.Normal(plan.Tail);
        var (low, high) = (0, discordant + 1);
        while (low < high)
        {
            var wins = low + ((high - low) / 2);
            var rejects = plan.Margin > 0
                ? PairedProportions.Score(wins, discordant - wins, pairs, -plan.Margin) >= z
                : Binomials.AtLeast(discordant, wins, 0.5) <= plan.Tail;
            (low, high) = rejects ? (low, wins) : (wins + 1, high);
        }

        return low;
    }

    private static TestPlan Check(TestPlan? plan)
    {
        plan = (plan ?? new TestPlan()).Checked();
        return plan.Margin < 1
            ? plan
            : throw new ArgumentOutOfRangeException(nameof(plan), plan.Margin, "The margin of a difference of rates must be less than 1.");
    }
}
