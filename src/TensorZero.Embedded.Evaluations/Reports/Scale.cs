using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>Where values stand on an axis from 0 to 100.</summary>
internal sealed record Scale(double Least, double Most)
{
    public double Middle => (Least + Most) / 2;

    public bool HasZeroInside => Least < 0 && Most > 0;

    /// <summary>From 0 to 1 for rates, otherwise with all intervals and all other values on it.</summary>
    public static Scale Of(ScoreType type, IEnumerable<Estimate?> estimates, params IEnumerable<double> others) =>
        type == ScoreType.Boolean ? new Scale(0, 1) : Around([.. Ends(estimates), .. others]);

    /// <summary>With all intervals on it and zero in the middle.</summary>
    public static Scale OfDifferences(IEnumerable<Estimate?> estimates)
    {
        var most = Ends(estimates).Select(Math.Abs).DefaultIfEmpty(1).Max();
        return most > 0 ? new Scale(-most * 1.05, most * 1.05) : new Scale(-1, 1);
    }

    /// <summary>What lies outside stands at the end.</summary>
    public double PlaceOf(double value) => double.IsNaN(value) ? 50 : Math.Clamp((value - Least) / (Most - Least) * 100, 0, 100);

    private static Scale Around(double[] ends)
    {
        if (ends.Length == 0)
        {
            return new Scale(0, 1);
        }

        var (least, most) = (ends.Min(), ends.Max());
        var room = most > least ? (most - least) * 0.05 : Math.Max(Math.Abs(most) * 0.1, 0.5);
        return new Scale(least - room, most + room);
    }

    private static IEnumerable<double> Ends(IEnumerable<Estimate?> estimates) => estimates
        .OfType<Estimate>()
        .SelectMany(static estimate => new[] { estimate.Lower, estimate.Value, estimate.Upper })
        .Where(double.IsFinite);
}
