using TensorZero.Embedded.Evaluations.Judges;

namespace TensorZero.Embedded.Evaluations;

/// <summary>Answers that were scored by people and by a judge, to see how well the judge does. Immutable.</summary>
public sealed class CalibrationSample
{
    internal CalibrationSample(ScoreType scoreType, IReadOnlyList<CalibrationPair> pairs, JudgeFingerprint? fingerprint) =>
        (ScoreType, Pairs, Fingerprint) = (scoreType, pairs, fingerprint);

    /// <summary>What the scores are.</summary>
    public ScoreType ScoreType { get; }

    /// <summary>The answers.</summary>
    public IReadOnlyList<CalibrationPair> Pairs { get; }

    /// <summary>The judge's; null when it is not known which judge it was.</summary>
    public JudgeFingerprint? Fingerprint { get; }

    /// <summary>How many answers people scored of which there is no judgement by the judge itself.</summary>
    public int Unmatched { get; internal init; }

    /// <summary>How many answers were left out because as many people passed as failed them.</summary>
    public int Ties { get; internal init; }

    /// <summary>Scores that are in a program already.</summary>
    /// <param name="scoreType">What the scores are.</param>
    /// <param name="pairs">The answers.</param>
    /// <param name="fingerprint">The judge's, such as <see cref="Judge.ReadFingerprint"/> says; null when it is not known.</param>
    /// <exception cref="EvaluationException">There is none, or a score is not of the type.</exception>
    public static CalibrationSample Of(ScoreType scoreType, IReadOnlyList<CalibrationPair> pairs, JudgeFingerprint? fingerprint = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return Check(new CalibrationSample(scoreType, [.. pairs], fingerprint));
    }

    /// <summary>
    /// What people said, beside what the judge of an evaluation said. Scores that a person's verdict had taken the place of are no judgements.
    /// </summary>
    /// <param name="result">The evaluation.</param>
    /// <param name="evaluatorName">The judge.</param>
    /// <param name="people">What people said.</param>
    /// <param name="variantName">Only answers of this variant; null for all. Scores by datapoint need it where there are several.</param>
    /// <exception cref="ArgumentException">The evaluation has no such evaluator or variant.</exception>
    /// <exception cref="EvaluationException">Nothing was scored by both, or a score by datapoint may mean several answers.</exception>
    public static CalibrationSample Of(
        EvaluationResult result, string evaluatorName, IReadOnlyList<PersonScore> people, string? variantName = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(people);
        return Check(ResultJoin.Of(result, result.Evaluator(evaluatorName), people, variantName));
    }

    /// <summary>
    /// What people said, beside what the judge said of the same answers as it is on record: by the judgement that the person saw, or the newest
    /// score of the answer that the judge itself gave. Scores by datapoint cannot be matched like this.
    /// </summary>
    /// <param name="engine">Whose database it is.</param>
    /// <param name="judge">The judge. All its judgements must be by the same judge: see <paramref name="from"/>.</param>
    /// <param name="people">What people said.</param>
    /// <param name="from">Only judgements of this moment or later, such as that of the judge's last change; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="EvaluationException">Nothing was scored by both, or the configuration has no such judge.</exception>
    public static async Task<CalibrationSample> FromRecordAsync(
        TensorZeroEngine engine,
        Judge judge,
        IReadOnlyList<PersonScore> people,
        DateTimeOffset? from = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(people);
        return Check(await new RecordJoin(engine, judge, from).JoinAsync(people, cancellationToken).ConfigureAwait(false));
    }

    private static CalibrationSample Check(CalibrationSample sample)
    {
        if (sample.Pairs.Count == 0)
        {
            throw new EvaluationException(
                $"No answer was scored by people and by the judge: {sample.Unmatched} were scored by people alone. Are the ids those of the "
                + "answers that were judged?");
        }

        foreach (var pair in sample.Pairs)
        {
            var isRight = sample.ScoreType == ScoreType.Boolean
                ? pair is { People: 0 or 1, Judge: 0 or 1 }
                : double.IsFinite(pair.People) && double.IsFinite(pair.Judge);
            if (!isRight)
            {
                throw new EvaluationException(FormattableString.Invariant(
                    $"The scores {pair.People} by people and {pair.Judge} by the judge do not fit a judge whose scores are ")
                    + (sample.ScoreType == ScoreType.Boolean ? "passes (1) and failures (0)." : "finite numbers."));
            }
        }

        return sample;
    }
}
