using TensorZero.Embedded.Evaluations.Judges;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// How a judge compares with people who scored the same answers, and what its scores of other answers are worth. Immutable; thread-safe.
/// </summary>
public sealed class JudgeCalibrationReport
{
    /// <summary>With fewer answers no interval says anything.</summary>
    private const int FewestAnswers = 10;

    private readonly double[] _people;
    private readonly double[] _judge;

    private JudgeCalibrationReport(CalibrationSample sample, double confidence, DateTimeOffset? savedAt, IReadOnlyList<string> warnings)
    {
        (Sample, Confidence, SavedAt, Warnings) = (sample, confidence, savedAt, warnings);
        _people = [.. sample.Pairs.Select(static pair => pair.People)];
        _judge = [.. sample.Pairs.Select(static pair => pair.Judge)];
        if (sample.ScoreType == ScoreType.Boolean)
        {
            var (people, judge) = (Array.ConvertAll(_people, static score => score > 0.5), Array.ConvertAll(_judge, static score => score > 0.5));
            Counts = JudgeCalibration.Of(people, judge);
            MeanError = PairedProportions.Of(judge, people).Interval(confidence);
        }
        else
        {
            MeanError = MeanEstimate.OfPairs(_judge, _people).Interval(confidence);
            Correlation = LinearRelation.Correlation(_people, _judge, confidence);
        }
    }

    /// <summary>The answers that it was made of.</summary>
    public CalibrationSample Sample { get; }

    /// <summary>The intervals' confidence.</summary>
    public double Confidence { get; }

    /// <summary>When it was saved; null for one that was made just now.</summary>
    public DateTimeOffset? SavedAt { get; }

    /// <summary>What speaks against using it, a sentence each, such as that it belongs to another judge; empty for nothing.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The four counts of a judge that passes or fails answers; null for one that gives numbers.</summary>
    public JudgeCalibration? Counts { get; }

    /// <summary>The share of answers on which people and judge agree; null for a judge that gives numbers.</summary>
    public Estimate? Agreement => Counts?.Agreement(Confidence);

    /// <summary>Agreement beyond chance (Cohen); null for numbers, and where both gave all answers the same verdict.</summary>
    public Estimate? Kappa => Counts?.Kappa(Confidence);

    /// <summary>How often the judge passes what people fail; null for numbers, and where people failed nothing.</summary>
    public Estimate? FalsePositiveRate => Counts?.FalsePositiveRate(Confidence);

    /// <summary>How often the judge fails what people pass; null for numbers, and where people passed nothing.</summary>
    public Estimate? FalseNegativeRate => Counts?.FalseNegativeRate(Confidence);

    /// <summary>How much more the judge gives than people, on average: Tango's interval for passes and failures, the t interval for numbers.</summary>
    public Estimate MeanError { get; }

    /// <summary>
    /// How well a judge's numbers follow people's (Pearson, with Fisher's interval); null for passes and failures, and where one of them gave
    /// all answers the same.
    /// </summary>
    public Estimate? Correlation { get; }

    /// <summary>Compares a judge with people.</summary>
    /// <param name="sample">What both said.</param>
    /// <param name="confidence">The intervals' confidence, between 0 and 1.</param>
    /// <exception cref="EvaluationException">There are fewer than 10 answers.</exception>
    public static JudgeCalibrationReport Of(CalibrationSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Of(sample, confidence, null, []);
    }

    /// <summary>The calibration of a judge that was saved last.</summary>
    /// <param name="engine">Whose database it is.</param>
    /// <param name="judge">The judge. Where the configuration has another one under this name now, <see cref="Warnings"/> say what has changed.</param>
    /// <param name="confidence">The intervals' confidence, between 0 and 1.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null when none was saved.</returns>
    /// <exception cref="EvaluationException">The configuration has no such judge.</exception>
    public static async Task<JudgeCalibrationReport?> LoadAsync(
        TensorZeroEngine engine, Judge judge, double confidence = 0.95, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(judge);
        var present = judge.ReadFingerprint(engine);
        return await CalibrationNotes.FindAsync(engine, judge, cancellationToken).ConfigureAwait(false) is { } note
            ? Of(note.ToSample(), confidence, note.At, FingerprintWarning.Of(note.Fingerprint, present, judge.EvaluatorName))
            : null;
    }

    /// <summary>Saves it in the database, for everybody who uses the judge.</summary>
    /// <param name="engine">Whose database it is.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="EvaluationException">It is not known which judge the calibration belongs to.</exception>
    public Task SaveAsync(TensorZeroEngine engine, Judge judge, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(judge);
        return Sample.Fingerprint is null
            ? throw new EvaluationException("It is not known which judge the calibration belongs to: give the sample its fingerprint.")
            : CalibrationNotes.SaveAsync(engine, judge, Sample, cancellationToken);
    }

    /// <summary>
    /// What people would say of a variant. Passes and failures: the Rogan-Gladen estimate, for a judge that errs on the new answers as in the
    /// calibration. Numbers: the prediction-powered mean, for a calibration that is a random sample of answers like these. Answers of the
    /// calibration itself are left out, and so are those that a person's verdict was taken for; of answers that resemble one another the first
    /// counts.
    /// </summary>
    /// <param name="result">The evaluation.</param>
    /// <param name="variantName">The variant.</param>
    /// <param name="evaluatorName">The judge.</param>
    /// <exception cref="ArgumentException">The evaluation has no such variant or evaluator.</exception>
    /// <exception cref="EvaluationException">It cannot be corrected; the message says why.</exception>
    public CorrectedScore Correct(EvaluationResult result, string variantName, string evaluatorName)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Correction.Of(this, result.Id, result.Run(variantName), result.Evaluator(evaluatorName));
    }

    /// <summary>What people would say of a variant on a locked dataset.</summary>
    /// <inheritdoc cref="Correct(EvaluationResult, string, string)"/>
    public CorrectedScore Correct(LockedResult result, string variantName, string evaluatorName)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Correction.Of(this, result.Look.EvaluationId, result.Run(variantName), result.Evaluator(evaluatorName));
    }

    internal (IReadOnlyList<double> People, IReadOnlyList<double> Judge) Scores => (_people, _judge);

    private static JudgeCalibrationReport Of(
        CalibrationSample sample, double confidence, DateTimeOffset? savedAt, IReadOnlyList<string> warnings)
    {
        Input.Confidence(confidence);
        return sample.Pairs.Count >= FewestAnswers
            ? new JudgeCalibrationReport(sample, confidence, savedAt, warnings)
            : throw new EvaluationException(
                $"A calibration needs at least {FewestAnswers} answers that people and the judge scored, and has {sample.Pairs.Count}"
                + $"{(sample.Unmatched > 0 ? $" ({sample.Unmatched} more were scored by people alone)" : "")}.");
    }
}
