namespace TensorZero.Embedded.Tests.Cli.Tracing;

/// <summary>A span as a collector gets it.</summary>
internal sealed record ReceivedSpan(string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, object?> Attributes)
{
    /// <summary>Of what sent it.</summary>
    public required IReadOnlyDictionary<string, object?> Resource { get; init; }

    /// <summary>Of the export that it came with.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
}
