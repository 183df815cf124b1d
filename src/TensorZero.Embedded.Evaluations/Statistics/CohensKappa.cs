namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>Kappa of two verdicts and its large-sample standard error (Fleiss, Cohen and Everitt 1969, equation 13).</summary>
internal static class CohensKappa
{
    public static Estimate? Of(JudgeCalibration counts, double confidence)
    {
        double n = counts.Answers;
        var (pp, fp, fn, nn) = (counts.TruePositives / n, counts.FalsePositives / n, counts.FalseNegatives / n, counts.TrueNegatives / n);
        var (people, judge) = (pp + fn, pp + fp);
        var observed = pp + nn;
        var chance = (people * judge) + ((1 - people) * (1 - judge));
        var z = Bounds.Both.Quantile(confidence);
        if (chance >= 1)
        {
            return null;
        }

        var kappa = (observed - chance) / (1 - chance);
        var agreeing = (pp * Square(1 - ((people + judge) * (1 - kappa)))) + (nn * Square(1 - ((2 - people - judge) * (1 - kappa))));
        // Weighed by the judge's share of the people's verdict and the people's share of the judge's.
        var differing = Square(1 - kappa) * ((fn * Square(judge + 1 - people)) + (fp * Square(1 - judge + people)));
        var variance = (agreeing + differing - Square(kappa - (chance * (1 - kappa)))) / (n * Square(1 - chance));
        var margin = z * Math.Sqrt(Math.Max(0, variance));
        return Bounds.Both.Estimate(kappa, kappa - margin, kappa + margin, confidence, -1, 1);
    }

    private static double Square(double value) => value * value;
}
