namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Money as a count of billionths of a dollar: sums of integers do not depend on their order.</summary>
internal static class NanoDollars
{
    private const decimal PerDollar = 1_000_000_000m;

    /// <exception cref="OverflowException">More than nine billion dollars.</exception>
    public static long? From(decimal? dollars) =>
        dollars is { } amount ? decimal.ToInt64(decimal.Round(amount * PerDollar, MidpointRounding.ToEven)) : null;

    public static decimal? ToDollars(long? nanoDollars) => nanoDollars is { } amount ? amount / PerDollar : null;
}
