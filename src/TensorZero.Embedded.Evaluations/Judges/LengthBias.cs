using TensorZero.Embedded.Evaluations.Judges;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>Whether a judge likes long answers for their length. Immutable.</summary>
/// <param name="PerDoubling">
/// By how much the judge's score (or its error, where people's scores are there) grows when an answer is twice as long, with its interval; null
/// where that cannot be said.
/// </param>
/// <param name="Answers">How many answers it rests on.</param>
/// <param name="Method">How it was found.</param>
/// <param name="Explanation">What it means, and what it does not, in a sentence.</param>
public sealed record LengthBias(Estimate? PerDoubling, int Answers, string Method, string Explanation)
{
    /// <summary>
    /// The slope of the judge's error (its score less that of people) on the answers' length: long answers may be better, but a judge's error
    /// must not grow with them.
    /// </summary>
    /// <param name="pairs">What people and judge said of each answer.</param>
    /// <param name="lengths">How long each answer is, such as in characters; at least 1.</param>
    /// <param name="confidence">The interval's confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentException">A length is missing or less than 1.</exception>
    public static LengthBias OfErrors(IReadOnlyList<CalibrationPair> pairs, IReadOnlyList<int> lengths, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(lengths);
        Input.SameLength(pairs.Count, lengths.Count, nameof(lengths));
        var slope = pairs.Count == 0 ? null : LinearRelation.Slope(
            [.. lengths.Select(static length => Math.Log2(Input.Count(length, 1)))], [.. pairs.Select(static pair => pair.Judge - pair.People)]);
        return new LengthBias(
            slope?.Interval(confidence),
            pairs.Count,
            "least squares, HC3",
            slope is null ? "There are too few answers of different lengths." : "The judge's error against people per doubling of an answer's length.");
    }

    /// <summary><see cref="OfErrors"/> with the lengths of the answers as they are on record; answers that are not there are left out.</summary>
    /// <param name="engine">Whose database it is.</param>
    /// <param name="sample">What people and judge said, with the inferences.</param>
    /// <param name="confidence">The interval's confidence, between 0 and 1.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<LengthBias> AgainstPeopleAsync(
        TensorZeroEngine engine, CalibrationSample sample, double confidence = 0.95, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(sample);
        var lengths = await AnswerLengths.ReadAsync(
            engine, sample.Pairs.Select(static pair => pair.InferenceId).OfType<Guid>(), cancellationToken).ConfigureAwait(false);
        var known = sample.Pairs.Where(pair => pair.InferenceId is { } id && lengths.ContainsKey(id)).ToList();
        return OfErrors(known, known.ConvertAll(pair => lengths[pair.InferenceId!.Value]), confidence);
    }

    /// <summary>
    /// Without people: the slope of the judge's score on the answers' length among the answers to the same datapoint, of several variants or
    /// repeats. It cannot tell a judge that likes length from variants whose longer answers are better; a slope near 0 clears the judge, another
    /// one is a reason to ask people.
    /// </summary>
    /// <param name="engine">Whose database it is.</param>
    /// <param name="result">The evaluation, of two or more variants or repeats.</param>
    /// <param name="evaluatorName">The judge.</param>
    /// <param name="confidence">The interval's confidence, between 0 and 1.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="ArgumentException">The evaluation has no such evaluator.</exception>
    public static async Task<LengthBias> WithinDatapointsAsync(
        TensorZeroEngine engine, EvaluationResult result, string evaluatorName, double confidence = 0.95, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(result);
        var evaluator = result.Evaluator(evaluatorName);
        var rows = result.Runs
            .SelectMany(static run => run.Rows)
            .Where(row => row.InferenceId is not null && row.Scores.GetValueOrDefault(evaluator.Name) is { Value: not null, IsFromPerson: false })
            .ToList();
        var lengths = await AnswerLengths.ReadAsync(engine, rows.Select(static row => row.InferenceId!.Value), cancellationToken).ConfigureAwait(false);
        var known = rows.Where(row => lengths.ContainsKey(row.InferenceId!.Value)).ToList();
        var slope = LinearRelation.SlopeWithin(known
            .GroupBy(static row => row.DatapointId)
            .Select(group => group.Select(row => (Math.Log2(lengths[row.InferenceId!.Value]), row.Scores[evaluator.Name].Value!.Value)).ToList()));
        return new LengthBias(
            slope?.Interval(confidence),
            known.Count,
            "least squares within datapoints, clustered",
            slope is null
                ? "There are too few datapoints with answers of different lengths."
                : "The judge's score per doubling of an answer's length, among answers to the same datapoint. Longer answers may also be better.");
    }
}
