using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>
/// Every deterministic method against R, SciPy, statsmodels, mpmath or a published figure: <c>Cases/reference-values.py</c> computed the
/// values and says from what.
/// </summary>
public sealed class ReferenceValuesTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        ReferenceCase.All().Select(row => new TestCaseData(row).SetArgDisplayNames($"{row}"));

    [TestCaseSource(nameof(Cases))]
    public void A_method_agrees_with_its_reference(object row)
    {
        var reference = (ReferenceCase)row;

        var actual = Compute(reference);

        Assert.That(actual, Has.Length.EqualTo(reference.Expected.Length));
        for (var i = 0; i < actual.Length; i++)
        {
            // Absolute for values of the size of 1, and relative for small ones.
            var tolerance = reference.Tolerance * Math.Clamp(Math.Abs(reference.Expected[i]), 1e-6, 1);
            Assert.That(actual[i], Is.EqualTo(reference.Expected[i]).Within(tolerance), $"[{i}] of {reference.Source}");
        }
    }

    [Test]
    public void At_least_thirty_cases_agree_to_six_digits() =>
        Assert.That(ReferenceCase.All().Count(row => row.Tolerance <= 1e-6), Is.GreaterThanOrEqualTo(30));

    private static double[] Compute(ReferenceCase row) => row.Method switch
    {
        "wilson" => Ends(Rate(row).Wilson(row["confidence"])),
        "clopperPearson" => Ends(Rate(row).ClopperPearson(row["confidence"])),
        "clopperPearsonLower" => [Rate(row).ClopperPearson(row["confidence"], Bounds.LowerOnly).Lower],
        "binomialTest" => [Rate(row).PValue(row["rate"], Alternative.Greater), Rate(row).PValue(row["rate"], Alternative.Less)],
        "tInterval" => WithPValue(MeanEstimate.Of(row.List("values")), row["confidence"]),
        "pairedT" => WithPValue(MeanEstimate.OfPairs(row.List("first"), row.List("second")), row["confidence"]),
        "welch" => [.. WithPValue(Welch(row), row["confidence"]), Welch(row).DegreesOfFreedom],
        "welchGreater" => [
            Welch(row).Interval(row["confidence"], Bounds.LowerOnly).Lower, Welch(row).PValue(row["null"], Alternative.Greater)],
        "studentQuantile" => [.. row.List("degrees").Zip(row.List("tails"), Quantiles.StudentUpper)],
        "clusteredMean" => Parts(MeanEstimate.Of(row.List("values"), Clustering.By(row.Counts("clusters")))),
        "signFlip" => [
            SignFlipTest.Of(row.List("differences"), new Random(1)).PValue,
            SignFlipTest.Of(row.List("differences"), new Random(1), Alternative.Greater).PValue],
        "mcnemar" => [Discordant(row).McNemarPValue(), Discordant(row).McNemarMidPValue()],
        "tango" => Ends(Pairs(row).Interval(row["confidence"])),
        "newcombe" => Ends(Unpaired(row).Interval(row["confidence"])),
        "fisher" => [
            Unpaired(row).FisherPValue(), Unpaired(row).FisherPValue(Alternative.Greater), Unpaired(row).FisherPValue(Alternative.Less)],
        "holm" => [.. Holm.Adjust(row.List("pValues"))],
        "noncentralT" => [.. row.Lists("points").Select(point => NoncentralStudent.AtMost(point[0], point[1], point[2]))],
        "pairedEffect" => All(EffectSize.Paired(row.List("differences"), row["confidence"])!),
        "unpairedEffect" => All(EffectSize.Unpaired(row.List("first"), row.List("second"), row["confidence"])!),
        "bca" => Bca(row),
        "kappa" => All(Judge(row).Kappa(row["confidence"])!),
        "predictionPowered" => All(PredictionPowered.Mean(
            row.List("judge"), row.List("calibrationJudge"), row.List("calibrationPeople"), row["confidence"])),
        "predictionPoweredTuned" => All(PredictionPowered.TunedMean(
            row.List("judge"), row.List("calibrationJudge"), row.List("calibrationPeople"), row["confidence"])),
        "betting" => Betting(row),
        "normalMixture" => Ends(NormalMixture.Interval(
            row["mean"], row.Count("count"), row["scale"], row.Count("shortestAt"), row["confidence"])),
        "precisionNumbers" => [PrecisionRule.HalfWidth(row.List("values"))!.Value],
        "precisionPasses" => [PrecisionRule.HalfWidth(Rate(row))],
        "shrunkenMeans" => Shrunken(row),
        _ => Powers(row),
    };

    private static double[] Powers(ReferenceCase row) => row.Method switch
    {
        "pairedMeansPower" => [.. row.Counts("pairs").Select((pairs, i) => PairedMeansPower.Power(
            pairs, row.List("differences")[i], row.List("deviations")[i], new TestPlan { TwoSided = row.Flag("twoSided") }))],
        "pairedMeansSmallest" => [.. row.Counts("pairs").Select((pairs, i) => PairedMeansPower.SmallestDifference(
            pairs, row.List("deviations")[i], new TestPlan { Power = row.List("powers")[i] }))],
        "pairedMeansRequired" => [.. row.List("differences").Select((difference, i) => PairedMeansPower.RequiredPairs(
            difference, row.List("deviations")[i], new TestPlan { Power = row.List("powers")[i] })!.Value)],
        "pairedProportionsPower" => [PairedProportionsPower.Power(
            row.Count("pairs"), row["difference"], row["discordance"],
            new TestPlan { Margin = row["margin"], TwoSided = row.Flag("twoSided") })],
        "thresholdPower" => [.. row.Counts("trials").Select((trials, i) => ThresholdPower.Power(
            trials, row.List("rates")[i], row.List("thresholds")[i]))],
        _ => throw new InvalidOperationException($"No test computes {row.Method}."),
    };

    private static Proportion Rate(ReferenceCase row) => new(row.Count("successes"), row.Count("trials"));

    private static MeanEstimate Welch(ReferenceCase row) =>
        MeanEstimate.Of(row.List("first")).Minus(MeanEstimate.Of(row.List("second")));

    private static PairedProportions Discordant(ReferenceCase row) => new(5, row.Count("onlyFirst"), row.Count("onlySecond"), 8);

    private static PairedProportions Pairs(ReferenceCase row) =>
        new(row.Count("both"), row.Count("onlyFirst"), row.Count("onlySecond"), row.Count("neither"));

    private static UnpairedProportions Unpaired(ReferenceCase row) => new(
        new Proportion(row.Counts("first")[0], row.Counts("first")[1]), new Proportion(row.Counts("second")[0], row.Counts("second")[1]));

    private static JudgeCalibration Judge(ReferenceCase row) =>
        new(row.Count("truePositives"), row.Count("falsePositives"), row.Count("falseNegatives"), row.Count("trueNegatives"));

    private static double[] Ends(Estimate estimate) => [estimate.Lower, estimate.Upper];

    private static double[] All(Estimate estimate) => [estimate.Value, estimate.Lower, estimate.Upper];

    private static double[] WithPValue(MeanEstimate mean, double confidence) => [.. All(mean.Interval(confidence)), mean.PValue()];

    private static double[] Parts(MeanEstimate mean) => [mean.Mean, mean.StandardError, mean.DegreesOfFreedom];

    private static double[] Bca(ReferenceCase row)
    {
        var sample = new BootstrapSample(row.List("values"), PlugInVariance, clusters: null);
        var correction = new BcaCorrection(row.List("replicates"), row["estimate"], sample.LeftOut());
        var tail = (1 - row["confidence"]) / 2;
        return [correction.Acceleration, correction.Bias, correction.Quantile(tail), correction.Quantile(1 - tail)];
    }

    private static double PlugInVariance(ReadOnlySpan<double> values) => Moments.Variance(values) * (values.Length - 1) / values.Length;

    private static double[] Betting(ReferenceCase row)
    {
        var sequence = new BettingSequence(confidence: row["confidence"]);
        foreach (var score in row.List("values"))
        {
            sequence.Add(score);
        }

        return All(sequence.Interval);
    }

    private static double[] Shrunken(ReferenceCase row)
    {
        var slices = row.List("means").Zip(row.List("errors"), (mean, error) => new MeanEstimate(mean, error, 100)).ToArray();
        return [.. ShrunkenSlices.OfMeans(slices).SelectMany(slice => new[] { slice.Value, slice.Width / 2 / 1.959963984540054 })];
    }
}
