namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>The data of a bootstrap as the units that are drawn: values, or whole clusters of them.</summary>
internal sealed class BootstrapSample
{
    private readonly double[][] _units;
    private readonly double[] _values;
    private readonly Statistic _statistic;

    public BootstrapSample(IReadOnlyList<double> values, Statistic statistic, Clustering? clusters)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        _values = Input.Values(values);
        _units = Clustering.Split(_values, clusters);
        _statistic = statistic;
        Estimate = Compute(_values);
    }

    public int Units => _units.Length;

    public double Estimate { get; }

    /// <summary>The statistic of samples drawn with replacement, sorted.</summary>
    public double[] Replicates(Random random, int resamples)
    {
        ArgumentNullException.ThrowIfNull(random);
        Input.Count(resamples, 100, nameof(BootstrapOptions.Resamples));
        var replicates = new double[resamples];
        var drawn = new double[_units.Max(unit => unit.Length) * _units.Length];
        for (var i = 0; i < resamples; i++)
        {
            replicates[i] = Compute(drawn.AsSpan(0, Draw(random, drawn)));
        }

        Array.Sort(replicates);
        return replicates;
    }

    /// <summary>The statistic with each unit left out in turn: the jackknife.</summary>
    public double[] LeftOut()
    {
        var rest = new double[_values.Length];
        return Array.ConvertAll(_units, left =>
        {
            var length = 0;
            foreach (var unit in _units)
            {
                if (!ReferenceEquals(unit, left))
                {
                    unit.CopyTo(rest, length);
                    length += unit.Length;
                }
            }

            return Compute(rest.AsSpan(0, length));
        });
    }

    private int Draw(Random random, double[] drawn)
    {
        var length = 0;
        for (var i = 0; i < _units.Length; i++)
        {
            var unit = _units[random.Next(_units.Length)];
            unit.CopyTo(drawn, length);
            length += unit.Length;
        }

        return length;
    }

    private double Compute(ReadOnlySpan<double> values)
    {
        var result = _statistic(values);
        return double.IsFinite(result)
            ? result
            : throw new ArgumentException($"The statistic of a sample is {result}: it must be a finite number for every sample of the values.");
    }
}
