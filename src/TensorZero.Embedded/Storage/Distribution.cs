namespace TensorZero.Embedded.Storage;

/// <summary>How often each value occurred: what quantiles and moments are computed from, the same way for every database.</summary>
internal sealed class Distribution
{
    private readonly List<(double Value, long Count)> _values = [];

    /// <summary>How many values there are.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a value that is greater than those before.</summary>
    public void Add(double value, long count)
    {
        _values.Add((value, count));
        Count += count;
    }

    /// <summary>The value at place ⌊q·n⌋ of n sorted values, counted from zero, at most the last.</summary>
    public double Quantile(double quantile)
    {
        var place = Math.Min((long)Math.Floor(quantile * Count), Count - 1);
        foreach (var (value, count) in _values)
        {
            place -= count;
            if (place < 0)
            {
                return value;
            }
        }

        throw new InvalidOperationException("There are no values.");
    }

    /// <summary>NaN when there are no values.</summary>
    public double Mean()
    {
        var sum = 0.0;
        foreach (var (value, count) in _values)
        {
            sum += value * count;
        }

        return sum / Count;
    }

    /// <summary>The sample variance; null for fewer than two values. Taken around the mean: large values with small differences keep them.</summary>
    public double? Variance()
    {
        if (Count < 2)
        {
            return null;
        }

        var mean = Mean();
        var sum = 0.0;
        foreach (var (value, count) in _values)
        {
            sum += (value - mean) * (value - mean) * count;
        }

        return sum / (Count - 1);
    }
}
