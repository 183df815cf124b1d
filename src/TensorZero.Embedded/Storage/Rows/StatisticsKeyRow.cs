namespace TensorZero.Embedded.Storage.Rows;

/// <summary>What a row of statistics is about: the first columns of its query, sorted in this order. What the query does not split by is NULL.</summary>
internal static class StatisticsKeyRow
{
    /// <summary>How many columns there are; what follows them starts at this one.</summary>
    public const int Count = 5;

    public static StatisticsKey Read(StoredRow row) => new()
    {
        PeriodStart = row.GetOptionalTime(0),
        FunctionName = row.GetOptionalText(1),
        VariantName = row.GetOptionalText(2),
        ModelName = row.GetOptionalText(3),
        ProviderName = row.GetOptionalText(4),
    };
}
