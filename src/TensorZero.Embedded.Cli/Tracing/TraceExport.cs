using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>Sends the engine's spans to a collector, in batches and in the background. Disposing sends what is left, for 5 seconds at most.</summary>
internal sealed class TraceExport : IDisposable
{
    private readonly TracerProvider _provider;
    private readonly BatchActivityExportProcessor _queue;

    public TraceExport(OtlpSettings settings, ILogger logger)
    {
        _queue = new BatchActivityExportProcessor(new RoutingExporter(settings, logger));
        _provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(TelemetryNames.Source)
            .AddProcessor(new TraceExtrasProcessor())
            .AddProcessor(_queue)
            .Build();
        TraceLog.Exporting(logger, settings);
    }

    /// <summary>Sends what has ended so far; blocks meanwhile.</summary>
    public void Flush() => _queue.ForceFlush();

    public void Dispose() => _provider.Dispose();
}
