namespace TensorZero.Embedded;

/// <summary>Which records to export. Everything that is set must hold. Configurations are exported in any case.</summary>
public sealed record ExportQuery
{
    /// <summary>The function of inferences and datapoints, and of the inferences that feedback is about; null for all.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Only what was recorded at this moment or later, to the millisecond; null for no such bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only what was recorded before this moment, to the millisecond; null for the beginning of the export.</summary>
    public DateTimeOffset? To { get; init; }
}
