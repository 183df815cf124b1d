using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>
/// Server-sent events, each flushed as it is written. Nothing is sent before the first one, so that a failure until then can still be an
/// ordinary reply. Not thread-safe.
/// </summary>
internal sealed class EventStream(HttpContext http) : IDisposable
{
    private readonly PipeWriter _output = http.Response.BodyWriter;
    private Utf8JsonWriter? _json;

    public void Start()
    {
        var response = http.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _json = new Utf8JsonWriter(_output, ContentJson.WriterOptions);
    }

    /// <summary>Writes an event; it is sent with the next flush.</summary>
    /// <param name="name">The event's name; empty for none.</param>
    /// <param name="state">What is written.</param>
    /// <param name="write">Writes it as one JSON value.</param>
    public void Put<TState>(ReadOnlySpan<byte> name, TState state, Action<Utf8JsonWriter, TState> write)
    {
        if (!name.IsEmpty)
        {
            Put("event: "u8);
            Put(name);
            Put("\n"u8);
        }

        Put("data: "u8);
        _json!.Reset();
        write(_json, state);
        _json.Flush();
        Put("\n\n"u8);
    }

    /// <summary>Writes an event whose data is no JSON.</summary>
    public void PutText(ReadOnlySpan<byte> data)
    {
        Put("data: "u8);
        Put(data);
        Put("\n\n"u8);
    }

    /// <summary>Sends a comment, which clients pass over. A caller who has left is noticed elsewhere.</summary>
    public ValueTask<FlushResult> SendCommentAsync()
    {
        Put(": keep-alive\n\n"u8);
        return _output.FlushAsync(CancellationToken.None);
    }

    public ValueTask<FlushResult> FlushAsync() => _output.FlushAsync(http.RequestAborted);

    public void Dispose() => _json?.Dispose();

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output.GetSpan(bytes.Length));
        _output.Advance(bytes.Length);
    }
}
