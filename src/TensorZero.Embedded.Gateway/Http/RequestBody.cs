using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>A request's whole body in a pooled buffer; valid until it is disposed.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int SmallestBuffer = 4 * 1024;

    private byte[]? _buffer;
    private int _length;

    private RequestBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <exception cref="GatewayException">The body is no JSON by its own account, packed in a way not known, or too long.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext http, long limit)
    {
        RequireJson(http.Request);
        AllowUpTo(http, limit);
        if (http.Request.ContentLength > limit)
        {
            throw TooLong(limit);
        }

        var body = new RequestBody((int)Math.Clamp(http.Request.ContentLength + 1 ?? SmallestBuffer, SmallestBuffer, 1024 * 1024));
        try
        {
            using var unpacking = Unpacking(http.Request);
            var stream = unpacking ?? http.Request.Body;
            while (true)
            {
                // A broken connection ends the read by itself; cancelling it would leave the server's reader in the middle of it.
                var read = await stream.ReadAsync(body.Free(limit), CancellationToken.None).ConfigureAwait(false);
                if (read == 0)
                {
                    return body;
                }

                body._length += read;
                if (body._length > limit)
                {
                    throw TooLong(limit);
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            // The one is gzip's way to say so, the other Brotli's.
            body.Dispose();
            throw new GatewayException(StatusCodes.Status400BadRequest, "The request's body is not packed as its Content-Encoding says.");
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// A page of another site may post without asking first, but never as JSON: only as something else, or without saying what it is. A
    /// browser names the page's origin then; from programs, which do not, a body without a type is taken for JSON.
    /// </summary>
    private static void RequireJson(HttpRequest request)
    {
        var isUntyped = request.ContentType is null && request.Headers.Origin.Count == 0;
        if (!isUntyped && !request.HasJsonContentType())
        {
            throw new GatewayException(
                StatusCodes.Status415UnsupportedMediaType, "Expected a request with `Content-Type: application/json`.");
        }
    }

    /// <summary>The limit here is the gateway's own; the server's is for applications without one.</summary>
    private static void AllowUpTo(HttpContext http, long limit)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit;
        }
    }

    /// <summary>Null for a body that is not packed. To be disposed: it holds up to 16 MB outside the garbage collector's sight.</summary>
    private static Stream? Unpacking(HttpRequest request) => request.Headers.ContentEncoding.ToString() switch
    {
        "" or "identity" => null,
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        "br" => new BrotliStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        _ => throw new GatewayException(
            StatusCodes.Status415UnsupportedMediaType, "A request's body may be packed with gzip or br; this one has another Content-Encoding."),
    };

    private static GatewayException TooLong(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The request's body is longer than {limit} bytes.");

    /// <summary>Room to read on; the buffer doubles when it is full, up to one byte more than the limit.</summary>
    private Memory<byte> Free(long limit)
    {
        if (_length == _buffer!.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _length, limit + 1));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length);
    }
}
