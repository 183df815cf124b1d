using System.Diagnostics;
using OpenTelemetry;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>Hands what a request asks for down from span to span.</summary>
internal sealed class TraceExtrasProcessor : BaseProcessor<Activity>
{
    public override void OnStart(Activity data) => TraceExtras.Of(data.Parent)?.ApplyTo(data);
}
