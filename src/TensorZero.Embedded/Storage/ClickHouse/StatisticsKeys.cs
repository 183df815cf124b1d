namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// What statistics are split by, as the first columns of a query, in the order in which they are sorted. A column that a query does not
/// split by is NULL, so that every query has the same ones.
/// </summary>
internal static class StatisticsKeys
{
    /// <summary>How many columns there are; what follows them starts at this one.</summary>
    public const int Count = 5;

    /// <summary>
    /// Groups and sorts by the key, and by whatever else the select list has up to a column, counted from one. A query that finds no row has no
    /// group.
    /// </summary>
    public static string GroupAndOrder(int columns = Count) =>
        $"\nGROUP BY {Numbers(columns)}\nHAVING count() > 0\nORDER BY {Numbers(columns)}";

    /// <summary>Of rows with the alias <c>i</c> and the column <c>time</c>, in milliseconds.</summary>
    public static string Columns(IReadOnlyList<StatisticsGroup> groups, TimePeriod? period)
    {
        string Of(StatisticsGroup group, string column) => groups.Contains(group) ? column : "NULL";
        return string.Join(
            ", ",
            PeriodStart(period),
            Of(StatisticsGroup.Function, "i.function_name"),
            Of(StatisticsGroup.Variant, "i.variant_name"),
            Of(StatisticsGroup.Model, "i.model_name"),
            Of(StatisticsGroup.Provider, "i.model_provider_name"));
    }

    public static StatisticsKey Read(ClickHouseRow row) => new()
    {
        PeriodStart = row.GetOptionalTime(0),
        FunctionName = row.GetOptionalText(1),
        VariantName = row.GetOptionalText(2),
        ModelName = row.GetOptionalText(3),
        ProviderName = row.GetOptionalText(4),
    };

    private static string Numbers(int columns) => string.Join(", ", Enumerable.Range(1, columns));

    /// <summary>The beginning of a row's period in milliseconds. 1970 began on a Thursday, three days after a Monday.</summary>
    private static string PeriodStart(TimePeriod? period) => period switch
    {
        null => "NULL",
        TimePeriod.Minute => "intDiv(i.time, 60000) * 60000",
        TimePeriod.Hour => "intDiv(i.time, 3600000) * 3600000",
        TimePeriod.Day => "intDiv(i.time, 86400000) * 86400000",
        TimePeriod.Week => "(intDiv(intDiv(i.time, 86400000) + 3, 7) * 7 - 3) * 86400000",
        TimePeriod.Month =>
            "(intDiv(i.time, 86400000) - toDayOfMonth(fromUnixTimestamp64Milli(i.time, 'UTC')) + 1) * 86400000",
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, null),
    };
}
