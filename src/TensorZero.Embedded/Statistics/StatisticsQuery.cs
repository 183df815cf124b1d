namespace TensorZero.Embedded;

/// <summary>What all statistics can be narrowed by. Everything that is set must hold.</summary>
public abstract record StatisticsQuery
{
    private protected StatisticsQuery()
    {
    }

    /// <summary>The function; null for all.</summary>
    public string? FunctionName { get; init; }

    /// <summary>The variant; null for all.</summary>
    public string? VariantName { get; init; }

    /// <summary>Only what began at this moment or later, to the millisecond; null for no such bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only what began before this moment, to the millisecond; null for no such bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Splits into periods of time; null for one number over all time. Periods without anything are left out.</summary>
    public TimePeriod? Period { get; init; }
}
