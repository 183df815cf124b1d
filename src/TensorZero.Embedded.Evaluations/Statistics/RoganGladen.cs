namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// The corrected rate, (p + specificity − 1)/(sensitivity + specificity − 1), and Lang and Reiczigel's interval: the same of counts that
/// are drawn a little towards one half, with a shift for the skewness that the division brings.
/// </summary>
internal static class RoganGladen
{
    public static Estimate? Of(JudgeCalibration calibration, Proportion judged, double confidence, Bounds bounds)
    {
        var passed = calibration.TruePositives + calibration.FalseNegatives;
        var failed = calibration.FalsePositives + calibration.TrueNegatives;
        var z = bounds.Quantile(confidence);
        if (passed == 0 || failed == 0)
        {
            return null;
        }

        var sensitivity = (double)calibration.TruePositives / passed;
        var specificity = (double)calibration.TrueNegatives / failed;
        if (sensitivity + specificity <= 1)
        {
            return null;
        }

        var estimate = Math.Clamp(Corrected(judged.Rate, sensitivity, specificity), 0, 1);
        var (trials, rate) = (judged.Trials + (z * z), (judged.Successes + (z * z / 2)) / (judged.Trials + (z * z)));
        var (drawnSensitivity, drawnSpecificity) = ((calibration.TruePositives + 1.0) / (passed + 2), (calibration.TrueNegatives + 1.0) / (failed + 2));
        var youden = drawnSensitivity + drawnSpecificity - 1;
        var centre = Corrected(rate, drawnSensitivity, drawnSpecificity);
        var sensitivityVariance = drawnSensitivity * (1 - drawnSensitivity) / (passed + 2);
        var specificityVariance = drawnSpecificity * (1 - drawnSpecificity) / (failed + 2);
        if (youden <= 0)
        {
            return bounds.Estimate(estimate, 0, 1, confidence, 0, 1);
        }

        var shift = 2 * z * z * ((centre * sensitivityVariance) - ((1 - centre) * specificityVariance));
        var variance = (rate * (1 - rate) / trials) + (centre * centre * sensitivityVariance) +
            ((1 - centre) * (1 - centre) * specificityVariance);
        var margin = z * Math.Sqrt(variance) / youden;
        var lower = Math.Clamp(centre + shift - margin, 0, 1);
        var upper = Math.Clamp(centre + shift + margin, 0, 1);
        return bounds.Estimate(estimate, Math.Min(lower, estimate), Math.Max(upper, estimate), confidence, 0, 1);
    }

    private static double Corrected(double rate, double sensitivity, double specificity) =>
        (rate + specificity - 1) / (sensitivity + specificity - 1);
}
