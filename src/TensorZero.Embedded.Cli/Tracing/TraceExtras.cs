using System.Diagnostics;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>What a request asks for all its spans. It goes from each span to those begun below it.</summary>
/// <param name="Destination">Where they go.</param>
/// <param name="Attributes">What they carry: texts and booleans.</param>
internal sealed record TraceExtras(TraceDestination Destination, IReadOnlyDictionary<string, object> Attributes)
{
    private const string Property = "tensorzero.trace_extras";

    public static TraceExtras? Of(Activity? span) => span?.GetCustomProperty(Property) as TraceExtras;

    public void ApplyTo(Activity span)
    {
        span.SetCustomProperty(Property, this);
        foreach (var (name, value) in Attributes)
        {
            span.SetTag(name, value);
        }
    }
}
