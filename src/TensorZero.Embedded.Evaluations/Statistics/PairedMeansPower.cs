namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// What a t test of paired differences can show with a number of datapoints, told before money is spent. The standard deviation of the
/// differences comes from a pilot or an earlier run. Source: J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd
/// edition, chapter 2, with the noncentral t distribution in place of its tables.
/// </summary>
public static class PairedMeansPower
{
    /// <summary>How often the test will reject.</summary>
    /// <param name="pairs">The number of datapoints, or of clusters with their mean differences; at least 2.</param>
    /// <param name="difference">The true mean difference, first minus second.</param>
    /// <param name="standardDeviation">That of the differences; greater than 0.</param>
    /// <param name="plan">The test; null for the defaults.</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double Power(int pairs, double difference, double standardDeviation, TestPlan? plan = null)
    {
        plan = (plan ?? new TestPlan()).Checked();
        Input.Count(pairs, 2);
        var effect = (Input.Number(difference) + plan.Margin) / Input.Positive(standardDeviation) * Math.Sqrt(pairs);
        var critical = Quantiles.StudentUpper(pairs - 1, plan.Tail);
        var greater = NoncentralStudent.MoreThan(critical, pairs - 1, effect);
        return plan.IsTwoSided ? greater + NoncentralStudent.AtMost(-critical, pairs - 1, effect) : greater;
    }

    /// <summary>
    /// The smallest difference that the test will show with the plan's power. With a margin it may be negative: so much worse the first can
    /// be and still be shown to be within the margin.
    /// </summary>
    /// <param name="pairs">The number of datapoints; at least 2.</param>
    /// <param name="standardDeviation">That of the differences; greater than 0.</param>
    /// <param name="plan">The test; null for the defaults.</param>
    /// <returns>The difference, in the scores' unit.</returns>
    public static double SmallestDifference(int pairs, double standardDeviation, TestPlan? plan = null)
    {
        plan = (plan ?? new TestPlan()).Checked();
        return SmallestDistance(pairs, standardDeviation, plan) - plan.Margin;
    }

    /// <summary>The smallest margin within which the test will show variants that do not differ to be, with the plan's power.</summary>
    /// <param name="pairs">The number of datapoints; at least 2.</param>
    /// <param name="standardDeviation">That of the differences; greater than 0.</param>
    /// <param name="plan">The test, whose own margin does not count; null for the defaults.</param>
    /// <returns>The margin, in the scores' unit.</returns>
    public static double SmallestMargin(int pairs, double standardDeviation, TestPlan? plan = null) =>
        SmallestDistance(pairs, standardDeviation, (plan ?? new TestPlan()).Checked() with { TwoSided = false, Margin = 0 });

    /// <summary>How many datapoints the test needs to show a difference with the plan's power.</summary>
    /// <param name="difference">The true mean difference, first minus second; with a margin it may be 0 or negative.</param>
    /// <param name="standardDeviation">That of the differences; greater than 0.</param>
    /// <param name="plan">The test; null for the defaults.</param>
    /// <returns>The number of pairs; null when there is nothing to show, or 16 million do not suffice.</returns>
    public static int? RequiredPairs(double difference, double standardDeviation, TestPlan? plan = null)
    {
        plan = (plan ?? new TestPlan()).Checked();
        Input.Positive(standardDeviation);
        var shown = plan.IsTwoSided ? Math.Abs(Input.Number(difference)) : Input.Number(difference) + plan.Margin;
        return shown > 0
            ? SampleSize.Smallest(pairs => Power(pairs, difference, standardDeviation, plan), plan.Power, from: 2)
            : null;
    }

    /// <summary>From the null hypothesis to the smallest difference.</summary>
    private static double SmallestDistance(int pairs, double standardDeviation, TestPlan plan)
    {
        Input.Count(pairs, 2);
        var unit = Input.Positive(standardDeviation) / Math.Sqrt(pairs);
        // More than the sum of both quantiles is never needed, except for the heavy tails of very few pairs.
        var high = 2 * (Quantiles.StudentUpper(pairs - 1, plan.Tail) + 10) * (1 + (20 / Math.Sqrt(pairs - 1)));
        return unit * Quantiles.Root(
            effect => Power(pairs, effect * unit, standardDeviation, plan with { Margin = 0, TwoSided = plan.IsTwoSided }), plan.Power, 0, high);
    }
}
