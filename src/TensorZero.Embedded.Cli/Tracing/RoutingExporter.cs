using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>
/// Exports every span to the destination its request asked for. The queue before it calls it from one thread, so any number of
/// destinations costs no more than that thread; the exporters of the last used ones are kept.
/// </summary>
internal sealed class RoutingExporter(OtlpSettings settings, ILogger logger) : BaseExporter<Activity>
{
    /// <summary>As many as TensorZero keeps.</summary>
    public const int MostExporters = 32;

    private readonly LinkedList<(TraceDestination Destination, DestinationExporter Exporter)> _lastUsed = [];
    private bool _failing;

    public override ExportResult Export(in Batch<Activity> batch)
    {
        var groups = new Dictionary<TraceDestination, List<Activity>>();
        foreach (var span in batch)
        {
            var destination = TraceExtras.Of(span)?.Destination ?? TraceDestination.Ordinary;
            if (!groups.TryGetValue(destination, out var spans))
            {
                groups.Add(destination, spans = []);
            }

            spans.Add(span);
        }

        var result = ExportResult.Success;
        foreach (var (destination, spans) in groups)
        {
            if (ExporterFor(destination).Export(CollectionsMarshal.AsSpan(spans)) == ExportResult.Failure)
            {
                result = ExportResult.Failure;
            }
        }

        Tell(result == ExportResult.Failure);
        return result;
    }

    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        foreach (var (_, exporter) in _lastUsed)
        {
            exporter.Dispose();
        }

        _lastUsed.Clear();
        return true;
    }

    private DestinationExporter ExporterFor(TraceDestination destination)
    {
        for (var node = _lastUsed.First; node is not null; node = node.Next)
        {
            if (node.Value.Destination.Equals(destination))
            {
                _lastUsed.Remove(node);
                _lastUsed.AddFirst(node);
                return node.Value.Exporter;
            }
        }

        if (_lastUsed.Count == MostExporters)
        {
            _lastUsed.Last!.Value.Exporter.Dispose();
            _lastUsed.RemoveLast();
        }

        var exporter = new DestinationExporter(settings, destination);
        _lastUsed.AddFirst((destination, exporter));
        return exporter;
    }

    /// <summary>Once when it begins and once when it is over, not with every batch.</summary>
    private void Tell(bool failing)
    {
        if (failing != _failing)
        {
            _failing = failing;
            if (failing)
            {
                TraceLog.NotExported(logger, settings);
            }
            else
            {
                TraceLog.ExportedAgain(logger, settings);
            }
        }
    }
}
