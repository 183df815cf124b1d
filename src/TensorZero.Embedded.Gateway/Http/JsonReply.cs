using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>Sends JSON, written once into a pooled buffer.</summary>
internal static class JsonReply
{
    private static readonly ObjectPool<JsonBuffer> Buffers = new DefaultObjectPool<JsonBuffer>(new Policy());

    public static Task SendAsync(HttpContext http, GatewayError error, IErrorShape shape) =>
        SendAsync(http, error.Status, (error, shape), static (writer, state) => state.shape.Write(writer, state.error));

    public static Task SendAsync<TState>(HttpContext http, int status, TState state, Action<Utf8JsonWriter, TState> write) =>
        SendAsync(http, status, "application/json", state, write);

    public static async Task SendAsync<TState>(
        HttpContext http, int status, string contentType, TState state, Action<Utf8JsonWriter, TState> write)
    {
        var buffer = Buffers.Get();
        try
        {
            write(buffer.Writer, state);
            buffer.Writer.Flush();
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            http.Response.ContentLength = buffer.Bytes.WrittenCount;
            await http.Response.Body.WriteAsync(buffer.Bytes.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            Buffers.Return(buffer);
        }
    }

    private sealed class JsonBuffer
    {
        public JsonBuffer() => Writer = new Utf8JsonWriter(Bytes, ContentJson.WriterOptions);

        public ArrayBufferWriter<byte> Bytes { get; } = new(4096);

        public Utf8JsonWriter Writer { get; }
    }

    private sealed class Policy : PooledObjectPolicy<JsonBuffer>
    {
        private const int LargestKept = 1024 * 1024;

        public override JsonBuffer Create() => new();

        public override bool Return(JsonBuffer buffer)
        {
            if (buffer.Bytes.Capacity > LargestKept)
            {
                return false;
            }

            buffer.Bytes.ResetWrittenCount();
            buffer.Writer.Reset();
            return true;
        }
    }
}
