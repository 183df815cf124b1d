using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>Exports to one destination. Used by one thread.</summary>
internal sealed class DestinationExporter : IDisposable
{
    private readonly OtlpTraceExporter _exporter;
    private readonly TracerProvider _provider;

    public DestinationExporter(OtlpSettings settings, TraceDestination destination)
    {
        _exporter = new OtlpTraceExporter(new OtlpExporterOptions
        {
            Endpoint = settings.Endpoint,
            Protocol = settings.Protocol,
            Headers = "",
            HttpClientFactory = () => ClientFor(settings, destination),
        });

        // It has no sources: it is what an exporter knows its resource from.
        _provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceFor(destination))
            .AddProcessor(new SimpleActivityExportProcessor(_exporter))
            .Build();
    }

    public ExportResult Export(ReadOnlySpan<Activity> spans) => _exporter.Export(new Batch<Activity>(spans.ToArray(), spans.Length));

    public void Dispose() => _provider.Dispose();

    private static HttpClient ClientFor(OtlpSettings settings, TraceDestination destination)
    {
        // Headers go here and not through the options, whose one text for all of them has no safe way to write a comma.
        var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        foreach (var (name, value) in settings.Headers.Where(header => !destination.Headers.ContainsKey(header.Key)).Concat(destination.Headers))
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return client;
    }

    private static ResourceBuilder ResourceFor(TraceDestination destination) => ResourceBuilder.CreateEmpty()
        .AddService("tensorzero-gateway", serviceVersion: typeof(DestinationExporter).Assembly.GetName().Version!.ToString(3), autoGenerateServiceInstanceId: false)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector()
        .AddAttributes(destination.Resource.Select(attribute => KeyValuePair.Create(attribute.Key, (object)attribute.Value)));
}
