using System.Globalization;
using TensorZero.Embedded.SideBySide.Measuring;

namespace TensorZero.Embedded.SideBySide.Results;

/// <summary>Prints a line as soon as it is known, as Markdown for RESULTS.md.</summary>
internal static class ResultTable
{
    public static void Begin(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Console.WriteLine("| what | ours | beside | ratio, median (quartiles) | must | goal | reached |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
    }

    /// <summary>A ratio of two contenders of the same rounds.</summary>
    public static void Ratio(
        string what, Rounds rounds, Contender ours, Contender beside, Func<Slice, double> value, string unit, Limit? limit = null)
    {
        var ratio = rounds.Ratio(ours, beside, value);
        Print(what, Figure(rounds.Median(ours, value), unit), $"{Figure(rounds.Median(beside, value), unit)}, {beside.Name}", ratio.ToString(), limit, ratio.Median);
    }

    /// <summary>A figure that is judged by itself.</summary>
    public static void Absolute(string what, double value, string unit, Limit? limit = null, string beside = "") =>
        Print(what, Figure(value, unit), beside, "", limit, value);

    /// <summary>A figure of somebody else, which nothing of ours is set against.</summary>
    public static void Beside(string what, double value, string unit, string name) => Print(what, "", $"{Figure(value, unit)}, {name}", "", null, value);

    /// <summary>What could not be measured, and why.</summary>
    public static void Absent(string what, string why) => Console.WriteLine($"| {what} | {why} | | | | | not measured |");

    private static string Figure(double value, string unit) => string.Create(
        CultureInfo.InvariantCulture, $"{value.ToString(value >= 1000 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture)} {unit}");

    private static void Print(string what, string ours, string beside, string ratio, Limit? limit, double judged) => Console.WriteLine(
        $"| {what} | {ours} | {beside} | {ratio} | {limit?.MustText} | {limit?.GoalText} | {limit?.Judge(judged)} |");
}
