namespace TensorZero.Embedded;

/// <summary>
/// Which part of the whole a row of statistics is about. What the query does not split by is null. Rows come sorted by period, function,
/// variant, model and provider, text in ordinal order.
/// </summary>
public sealed record StatisticsKey
{
    /// <summary>The function, or null.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The variant, or null.</summary>
    public string? VariantName { get; init; }

    /// <summary>The model, or null.</summary>
    public string? ModelName { get; init; }

    /// <summary>The provider, or null.</summary>
    public string? ProviderName { get; init; }

    /// <summary>The beginning of the period, in UTC, or null.</summary>
    public DateTimeOffset? PeriodStart { get; init; }
}
