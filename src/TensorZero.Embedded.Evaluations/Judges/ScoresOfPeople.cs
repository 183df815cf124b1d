namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>Pairs what people said of each answer with what the judge said.</summary>
internal sealed class ScoresOfPeople(ScoreType scoreType)
{
    private readonly Dictionary<Guid, (List<double> People, double Judge)> _answers = [];
    private readonly HashSet<Guid> _unmatched = [];

    /// <param name="inferenceId">The answer.</param>
    /// <param name="people">A person's score of it.</param>
    /// <param name="judge">The judge's.</param>
    public void Add(Guid inferenceId, double people, double judge)
    {
        if (!_answers.TryGetValue(inferenceId, out var scores))
        {
            _answers[inferenceId] = scores = ([], judge);
        }

        scores.People.Add(people);
    }

    public void AddUnmatched(PersonScore score) => _unmatched.Add((score.InferenceId ?? score.JudgementId ?? score.DatapointId)!.Value);

    public CalibrationSample ToSample(JudgeFingerprint? fingerprint)
    {
        var pairs = new List<CalibrationPair>();
        var ties = 0;
        foreach (var (id, (people, judge)) in _answers)
        {
            var mean = people.Average();
            if (scoreType == ScoreType.Boolean && people.TrueForAll(static score => score is 0 or 1))
            {
                if (mean == 0.5)
                {
                    ties++;
                    continue;
                }

                mean = mean > 0.5 ? 1 : 0;
            }

            pairs.Add(new CalibrationPair(mean, judge, id));
        }

        return new CalibrationSample(scoreType, pairs, fingerprint) { Unmatched = _unmatched.Count, Ties = ties };
    }
}
