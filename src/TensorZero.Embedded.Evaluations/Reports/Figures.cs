using System.Globalization;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>Numbers as reports and tables show them.</summary>
internal static class Figures
{
    public static string Show(double number) => double.IsFinite(number) ? number.ToString("0.####", CultureInfo.InvariantCulture)
        : number > 0 ? "∞" : double.IsNaN(number) ? "" : "-∞";

    /// <summary>Three digits, as an axis needs them.</summary>
    public static string Roughly(double number) => Show(Math.Abs(number) >= 100 ? Math.Round(number) : double.Parse(number.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    public static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Show(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    /// <summary>Dollars.</summary>
    public static string Show(decimal? dollars) => dollars?.ToString("0.#########", CultureInfo.InvariantCulture) ?? "unknown";

    /// <summary>Milliseconds; nothing without any.</summary>
    public static string Milliseconds(double? time) => time?.ToString("0", CultureInfo.InvariantCulture) ?? "";

    public static string Value(Estimate? estimate) => estimate is null ? "" : Show(estimate.Value);

    /// <summary>With its sign.</summary>
    public static string Difference(Estimate? estimate) => estimate is { Value: > 0 } ? $"+{Show(estimate.Value)}" : Value(estimate);

    public static string Interval(Estimate? estimate) => estimate is null ? "" : $"{Show(estimate.Lower)} to {Show(estimate.Upper)}";

    /// <summary>With its confidence, where that is not what the reader expects.</summary>
    public static string Interval(Estimate? estimate, double expected) =>
        estimate is null || estimate.Confidence == expected ? Interval(estimate) : $"{Interval(estimate)} ({Percent(estimate.Confidence)})";

    public static string PValue(double? p) => p is null ? "" : p < 0.0001 ? "<0.0001" : p.Value.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    /// <summary>The mean time of the answers that there are; null without any.</summary>
    public static double? MeanMilliseconds(VariantRun run)
    {
        double[] times = [.. run.Rows.Where(static row => row.Error is null).Select(static row => row.ProcessingTime.TotalMilliseconds)];
        return times.Length == 0 ? null : times.Average();
    }
}
