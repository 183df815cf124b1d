using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Statistics;

/// <summary>
/// What statistics are split by, as the first columns of a query, in the order in which they are sorted. A column that a query does not
/// split by is NULL, so that every query has the same ones and one that finds no row has no group.
/// </summary>
internal static class StatisticsKeys
{
    /// <summary>Groups and sorts by the key, and by whatever else the select list has up to a column, counted from one.</summary>
    public static string GroupAndOrder(int columns = StatisticsKeyRow.Count) =>
        $"\nGROUP BY {Numbers(columns)}\nORDER BY {Numbers(columns)}";

    /// <summary>The numbers of the first columns.</summary>
    public static string Numbers(int columns) => string.Join(", ", Enumerable.Range(1, columns));

    /// <summary>Of rows with the alias <c>i</c>.</summary>
    public static string Columns(IReadOnlyList<StatisticsGroup> groups, TimePeriod? period)
    {
        string Of(StatisticsGroup group, string column) => groups.Contains(group) ? column : "NULL::text";
        return string.Join(
            ", ",
            PeriodStart(period),
            Of(StatisticsGroup.Function, "i.function_name"),
            Of(StatisticsGroup.Variant, "i.variant_name"),
            Of(StatisticsGroup.Model, "i.model_name"),
            Of(StatisticsGroup.Provider, "i.model_provider_name"));
    }

    /// <summary>The beginning of a row's period. Weeks begin on Monday.</summary>
    private static string PeriodStart(TimePeriod? period) => period switch
    {
        null => "NULL::timestamptz",
        TimePeriod.Minute => "date_trunc('minute', i.timestamp, 'UTC')",
        TimePeriod.Hour => "date_trunc('hour', i.timestamp, 'UTC')",
        TimePeriod.Day => "date_trunc('day', i.timestamp, 'UTC')",
        TimePeriod.Week => "date_trunc('week', i.timestamp, 'UTC')",
        TimePeriod.Month => "date_trunc('month', i.timestamp, 'UTC')",
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, null),
    };
}
