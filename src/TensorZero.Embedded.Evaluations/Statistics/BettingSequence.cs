namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// An interval for the mean of scores between two limits that may be looked at after every score: with its confidence it holds the mean
/// at all looks together, so a run may stop as soon as the interval says enough. Scores come one by one, in an order that does not depend
/// on them, each with the same mean given those before it. Assumes nothing else, and pays with a wider interval than one of fixed size.
/// Source: I. Waudby-Smith and A. Ramdas (2024), Estimating means of bounded random variables by betting, JRSS B 86, theorem 3 (hedged
/// capital) with its predictable plug-in bets and c = 1/2. Not thread-safe.
/// </summary>
public sealed class BettingSequence
{
    private const int Steps = 1_000;

    private readonly double _minimum;
    private readonly double _range;
    private readonly double _confidence;
    private readonly Bounds _bounds;
    private readonly double _logBust;

    // Whoever bets that the mean is above (or below) each candidate has so much of one unit by now.
    private readonly double[] _above = Filled();
    private readonly double[] _below = Filled();
    private int _low;
    private int _high = Steps;
    private double _sum;
    private double _squares = 0.25;

    /// <summary>Starts a sequence.</summary>
    /// <param name="minimum">The least score there can be; −1 for the difference of scores between 0 and 1.</param>
    /// <param name="maximum">The greatest score there can be.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="bounds">Which ends carry the confidence.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not finite, they are the wrong way round, or the confidence is out of range.</exception>
    public BettingSequence(double minimum = 0, double maximum = 1, double confidence = 0.95, Bounds bounds = Bounds.Both)
    {
        _minimum = Input.Number(minimum);
        _range = Input.Positive(Input.Number(maximum) - minimum, nameof(maximum));
        _confidence = Input.Confidence(confidence);
        _bounds = bounds;
        _logBust = -Math.Log(bounds.Tail(confidence));
    }

    /// <summary>How many scores were added.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The mean so far and the interval, which never grows: it is what all looks have in common. The ends are on a grid of a thousandth of
    /// the limits' distance, rounded outwards. Before the first score it is everything.
    /// </summary>
    public Estimate Interval => _bounds.Estimate(
        _minimum + (_range * (Count > 0 ? _sum / Count : 0.5)), At(_low - 1), At(_high + 1), _confidence, _minimum, _minimum + _range);

    /// <summary>Adds a score.</summary>
    /// <param name="score">Within the limits.</param>
    /// <returns>The interval after it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The score is not a number, or outside of the limits.</exception>
    public Estimate Add(double score)
    {
        var x = (score - _minimum) / _range;
        if (!(x is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, $"The score must lie between {_minimum} and {_minimum + _range}.");
        }

        // The bet is placed before the score is known: from the spread of those before it.
        var bet = Math.Sqrt(2 * _logBust / (_squares * Math.Log(Count + 2)));
        Bet(x, bet);
        Count++;
        _sum += x;
        var mean = (0.5 + _sum) / (Count + 1);
        _squares += (x - mean) * (x - mean);
        return Interval;
    }

    private static double[] Filled()
    {
        var capital = new double[Steps + 1];
        Array.Fill(capital, 1);
        return capital;
    }

    private void Bet(double x, double bet)
    {
        var (low, high) = (_bounds != Bounds.UpperOnly, _bounds != Bounds.LowerOnly);
        for (var i = _low; i <= _high; i++)
        {
            var candidate = (double)i / Steps;
            _above[i] *= low ? 1 + (Math.Min(bet, 0.5 / candidate) * (x - candidate)) : 1;
            _below[i] *= high ? 1 - (Math.Min(bet, 0.5 / (1 - candidate)) * (x - candidate)) : 1;
        }

        // A candidate against which so much was won is not the mean. One grid point always stays.
        var bust = Math.Exp(_logBust);
        while (low && _low < _high && _above[_low] >= bust)
        {
            _low++;
        }

        while (high && _high > _low && _below[_high] >= bust)
        {
            _high--;
        }
    }

    private double At(int step) => _minimum + (_range * Math.Clamp((double)step / Steps, 0, 1));
}
