namespace TensorZero.Embedded;

/// <summary>The lengths of time that statistics are split into, in UTC.</summary>
public enum TimePeriod
{
    /// <summary>A minute.</summary>
    Minute,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A week, from Monday on.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}
