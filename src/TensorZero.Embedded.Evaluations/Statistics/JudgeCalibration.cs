namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// How a judge that passes or fails answers compares with people who judged the same ones, and what its verdicts on other answers are
/// worth once its errors are known. A calibration belongs to one judge: its model, prompt and parameters.
/// </summary>
public sealed record JudgeCalibration
{
    /// <summary>Counts answers by both verdicts.</summary>
    /// <param name="truePositives">Passed by people and by the judge.</param>
    /// <param name="falsePositives">Failed by people, passed by the judge.</param>
    /// <param name="falseNegatives">Passed by people, failed by the judge.</param>
    /// <param name="trueNegatives">Failed by people and by the judge.</param>
    /// <exception cref="ArgumentException">A count is negative, or all are 0.</exception>
    public JudgeCalibration(int truePositives, int falsePositives, int falseNegatives, int trueNegatives)
    {
        TruePositives = Input.Count(truePositives, 0);
        FalsePositives = Input.Count(falsePositives, 0);
        FalseNegatives = Input.Count(falseNegatives, 0);
        TrueNegatives = Input.Count(trueNegatives, 0);
        Input.Count(Answers, 1, nameof(Answers));
    }

    /// <summary>Passed by people and by the judge.</summary>
    public int TruePositives { get; }

    /// <summary>Failed by people, passed by the judge.</summary>
    public int FalsePositives { get; }

    /// <summary>Passed by people, failed by the judge.</summary>
    public int FalseNegatives { get; }

    /// <summary>Failed by people and by the judge.</summary>
    public int TrueNegatives { get; }

    /// <summary>How many answers were judged by both.</summary>
    public int Answers => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    /// <summary>Counts the verdicts on the same answers, in the same order.</summary>
    /// <param name="people">What people said.</param>
    /// <param name="judge">What the judge said.</param>
    /// <returns>The four counts.</returns>
    /// <exception cref="ArgumentException">There is no answer, or one has only one verdict.</exception>
    public static JudgeCalibration Of(IReadOnlyList<bool> people, IReadOnlyList<bool> judge)
    {
        var counts = PairedProportions.Of(people, judge);
        return new JudgeCalibration(counts.Both, counts.OnlySecond, counts.OnlyFirst, counts.Neither);
    }

    /// <summary>The share of answers on which both agree, with its Wilson interval.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The share and its interval.</returns>
    public Estimate Agreement(double confidence = 0.95) =>
        new Proportion(TruePositives + TrueNegatives, Answers).Wilson(confidence);

    /// <summary>How often the judge passes what people fail, with its Wilson interval.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The rate and its interval; null when people failed nothing.</returns>
    public Estimate? FalsePositiveRate(double confidence = 0.95) => Rate(FalsePositives, FalsePositives + TrueNegatives, confidence);

    /// <summary>How often the judge fails what people pass, with its Wilson interval.</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>The rate and its interval; null when people passed nothing.</returns>
    public Estimate? FalseNegativeRate(double confidence = 0.95) => Rate(FalseNegatives, FalseNegatives + TruePositives, confidence);

    /// <summary>
    /// Cohen's kappa: the agreement beyond what chance alone would give. Source: J. Cohen (1960), A coefficient of agreement for nominal
    /// scales, Educational and Psychological Measurement 20; its standard error from J. L. Fleiss, J. Cohen and B. S. Everitt (1969), Large
    /// sample standard errors of kappa and weighted kappa, Psychological Bulletin 72, equation 13.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>Kappa and its interval; null when both gave everything the same single verdict.</returns>
    public Estimate? Kappa(double confidence = 0.95) => CohensKappa.Of(this, confidence);

    /// <summary>
    /// The rate at which people would pass the answers that the judge passed at a given rate: the Rogan-Gladen estimate, with an interval
    /// that counts the uncertainty of the calibration too. It assumes that the judge errs on the new answers as it did on those of the
    /// calibration, passes and failures each for themselves. Source: W. J. Rogan and B. Gladen (1978), Estimating prevalence from the
    /// results of a screening test, American Journal of Epidemiology 107; the interval from Z. Lang and J. Reiczigel (2014), Confidence
    /// limits for prevalence of disease adjusted for estimated sensitivity and specificity, Preventive Veterinary Medicine 113, section 2.
    /// </summary>
    /// <param name="judged">What the judge passed among answers outside of the calibration.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry the confidence.</param>
    /// <returns>
    /// The corrected rate and its interval; null when the judge passes what people fail at least as often as what they pass, or when people
    /// gave only one verdict: then its verdicts say nothing.
    /// </returns>
    public Estimate? CorrectedRate(Proportion judged, double confidence = 0.95, Bounds bounds = Bounds.Both)
    {
        ArgumentNullException.ThrowIfNull(judged);
        return RoganGladen.Of(this, judged, confidence, bounds);
    }

    private static Estimate? Rate(int count, int of, double confidence) =>
        of > 0 ? new Proportion(count, of).Wilson(confidence) : null;
}
