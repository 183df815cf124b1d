using System.Globalization;

namespace TensorZero.Embedded.SideBySide.Measuring;

/// <summary>A figure as several rounds have it.</summary>
/// <param name="Median">Half of the rounds are below.</param>
/// <param name="Low">The first quartile.</param>
/// <param name="High">The third quartile.</param>
internal readonly record struct Spread(double Median, double Low, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new Spread(sorted[sorted.Length / 2], sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} ({Low:0.00} to {High:0.00})");
}
