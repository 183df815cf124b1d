namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>Counts the sign patterns whose sum is at least as extreme as the one observed.</summary>
internal sealed class ExtremeSums
{
    private readonly double[] _units;
    private readonly Alternative _alternative;
    private readonly double _least;

    public ExtremeSums(double[] units, Alternative alternative)
    {
        _units = units;
        _alternative = alternative;
        // Equal sums added up in another order differ in the last digits: they count as equal.
        _least = Extremity(units.Sum()) - (1e-12 * units.Sum(Math.Abs));
    }

    /// <summary>Over all patterns: sums of a first half meet sums of a second half.</summary>
    public long CountAll()
    {
        var half = _units.Length / 2;
        var firsts = AllSums(_units.AsSpan(0, half));
        var count = 0L;
        foreach (var second in AllSums(_units.AsSpan(half)))
        {
            foreach (var first in firsts)
            {
                count += Extremity(first + second) >= _least ? 1 : 0;
            }
        }

        return count;
    }

    public long CountDrawn(Random random, int patterns)
    {
        var count = 0L;
        for (var pattern = 0; pattern < patterns; pattern++)
        {
            var (sum, bits) = (0.0, 0L);
            for (var i = 0; i < _units.Length; i++)
            {
                // 62 signs to a draw.
                bits = i % 62 == 0 ? random.NextInt64(1L << 62) : bits >> 1;
                sum += (bits & 1) == 0 ? _units[i] : -_units[i];
            }

            count += Extremity(sum) >= _least ? 1 : 0;
        }

        return count;
    }

    private double Extremity(double sum) => _alternative switch
    {
        Alternative.Greater => sum,
        Alternative.Less => -sum,
        _ => Math.Abs(sum),
    };

    private static double[] AllSums(ReadOnlySpan<double> units)
    {
        var sums = new double[1 << units.Length];
        var length = 1;
        foreach (var unit in units)
        {
            for (var i = 0; i < length; i++)
            {
                sums[length + i] = sums[i] - unit;
                sums[i] += unit;
            }

            length *= 2;
        }

        return sums;
    }
}
