using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>Refuses what no statistic can be made of: a wrong answer with an interval around it would be worse than an error.</summary>
internal static class Input
{
    public static double Confidence(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between 0 and 1, both excluded, such as 0.95.");

    public static double Rate(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between 0 and 1.");

    public static double Number(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number.");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number greater than 0.");

    public static int Count(int value, int minimum, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= minimum
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {minimum}.");

    /// <summary>A copy of the values, in which nothing is missing or infinite.</summary>
    public static double[] Values(
        IReadOnlyList<double> values, int minimum = 1, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count < minimum)
        {
            throw new ArgumentException($"{name} must hold at least {minimum} of them, not {values.Count}.", name);
        }

        double[] copy = [.. values];
        var bad = Array.FindIndex(copy, value => !double.IsFinite(value));
        return bad < 0
            ? copy
            : throw new ArgumentException($"{name}[{bad}] is {copy[bad]}: count a score that is missing as an error, and leave it out.", name);
    }

    public static void SameLength(int first, int second, string name)
    {
        if (first != second)
        {
            throw new ArgumentException($"{name} must hold one for each of the others: {first}, not {second}.", name);
        }
    }
}
