using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TensorZero.Embedded.Tests.Cli.Tracing;

/// <summary>A collector on loopback that speaks OTLP, over http/protobuf or gRPC.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private const string GrpcPath = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private readonly Lock _gate = new();
    private readonly List<ReceivedSpan> _spans = [];
    private readonly List<(Func<ReceivedSpan, bool> Is, TaskCompletionSource<ReceivedSpan> Arrival)> _awaited = [];
    private readonly WebApplication _application;
    private readonly bool _isGrpc;

    private TraceCollector(bool isGrpc)
    {
        _isGrpc = isGrpc;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _application = builder.Build();
        _application.Run(ReceiveAsync);
    }

    public string Url => _application.Urls.Single();

    public IReadOnlyDictionary<string, string> Environment => _isGrpc
        ? new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = Url }
        : new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Url, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };

    public static async Task<TraceCollector> StartAsync(bool isGrpc)
    {
        var collector = new TraceCollector(isGrpc);
        await collector._application.StartAsync();
        return collector;
    }

    /// <summary>The first span that is wanted, as soon as there is one.</summary>
    public Task<ReceivedSpan> FirstAsync(Func<ReceivedSpan, bool> isWanted)
    {
        lock (_gate)
        {
            var arrival = new TaskCompletionSource<ReceivedSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_spans.FirstOrDefault(isWanted) is { } span)
            {
                arrival.SetResult(span);
            }
            else
            {
                _awaited.Add((isWanted, arrival));
            }

            return arrival.Task.OrFail();
        }
    }

    /// <summary>What has arrived of one trace.</summary>
    public IReadOnlyList<ReceivedSpan> SpansOf(string traceId)
    {
        lock (_gate)
        {
            return [.. _spans.Where(span => span.TraceId == traceId)];
        }
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        if (http.Request.Path != (_isGrpc ? GrpcPath : "/v1/traces"))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        // gRPC puts a flag and the length before the message.
        var message = body.ToArray().AsSpan(_isGrpc ? 5 : 0);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Add(TraceRequest.Read(message, headers));
        http.Response.ContentType = http.Request.ContentType;
        if (_isGrpc)
        {
            await http.Response.Body.WriteAsync(new byte[5]);
            http.Response.AppendTrailer("grpc-status", "0");
        }
    }

    private void Add(List<ReceivedSpan> spans)
    {
        lock (_gate)
        {
            _spans.AddRange(spans);
            foreach (var (isWanted, arrival) in _awaited)
            {
                if (spans.FirstOrDefault(isWanted) is { } span)
                {
                    arrival.TrySetResult(span);
                }
            }
        }
    }
}
