using TensorZero.Embedded.Evaluations.Gates;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>A gate that is judged after every datapoint, until it is decided; then it stays.</summary>
internal sealed class SequentialGate
{
    private readonly Gate _gate;
    private readonly EvaluatorInfo _evaluator;
    private readonly string _variantName;
    private readonly int _run;
    private readonly int? _baseline;
    private readonly GateBounds _bounds;
    private readonly BettingSequence _sequence;
    private readonly Missing _own = new();
    private readonly Missing _others = new();
    private string? _problem;

    public SequentialGate(
        Gate gate, EvaluatorInfo evaluator, string variantName, int run, int? baseline, (double Minimum, double Maximum) range)
    {
        (_gate, _evaluator, _variantName, _run, _baseline) = (gate, evaluator, variantName, run, baseline);
        _bounds = GateBounds.Of(gate, evaluator);
        var (least, most) = evaluator.ScoreType == ScoreType.Boolean ? (0, 1) : range;

        // Each end may be wrong with the whole error probability: a verdict needs only one of them.
        var confidence = 1 - (2 * (1 - gate.Confidence));
        _sequence = baseline is null
            ? new BettingSequence(least, most, confidence)
            : new BettingSequence(least - most, most - least, confidence);
    }

    public GateVerdict Verdict { get; private set; } = GateVerdict.Inconclusive;

    public GateResult Result => new()
    {
        Gate = _gate,
        VariantName = _variantName,
        Verdict = Verdict,
        Estimate = _sequence.Count > 0 ? Interval : null,
        Explanation = _problem ?? (_sequence.Count > 0
            ? GateJudgement.Explain(Interval, _sequence.Count, "confidence sequence")
            : "nothing was measured"),
    };

    private Estimate Interval => _sequence.Interval with { Confidence = _gate.Confidence };

    /// <param name="rows">The rows of one datapoint, by run and repeat.</param>
    public void Add(EvaluationRow[][] rows)
    {
        if (Verdict != GateVerdict.Inconclusive || _problem is not null)
        {
            return;
        }

        var (score, other) = (ScoreOf(rows[_run], _own), _baseline is { } baseline ? ScoreOf(rows[baseline], _others) : 0);
        if (score is null || other is null)
        {
            return;
        }

        try
        {
            _ = _sequence.Add(score.Value - other.Value);
        }
        catch (ArgumentOutOfRangeException)
        {
            _problem = $"a score lies outside of {nameof(EvaluationRequest.ScoreRange)}, so the sequence cannot go on";
            return;
        }

        if (_own.Share <= _gate.MaxErrorShare && _others.Share <= _gate.MaxErrorShare)
        {
            Verdict = _bounds.Judge(_sequence.Interval);
        }
    }

    /// <summary>The mean of the repeats that have a score; null when none has.</summary>
    private double? ScoreOf(EvaluationRow[] repeats, Missing missing)
    {
        var scores = repeats.Select(row => row.Scores.GetValueOrDefault(_evaluator.Name)).ToList();
        missing.Count += repeats.Count(static row => row.Error is not null) + scores.Count(static score => score?.Error is not null);
        missing.Wanted += repeats.Length - scores.Count(static score => score is { IsSkipped: true });
        var values = scores.Where(static score => score?.Value is not null).Select(static score => score!.Value!.Value).ToList();
        return values.Count > 0 ? values.Average() : null;
    }

    /// <summary>How many of a variant's scores are missing so far.</summary>
    private sealed class Missing
    {
        public int Count { get; set; }

        public int Wanted { get; set; }

        public double Share => Wanted > 0 ? (double)Count / Wanted : 0;
    }
}
