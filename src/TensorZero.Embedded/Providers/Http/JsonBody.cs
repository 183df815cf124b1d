using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>Writes request bodies: one buffer and one writer per thread, one exact copy out.</summary>
internal static class JsonBody
{
    private const int LargestKeptBuffer = 1024 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        // Providers read UTF-8: escaping all but ASCII would make most of the world's prompts several times longer.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>What <paramref name="write"/> writes about <paramref name="state"/>. It must not come back here while it writes.</summary>
    public static ReadOnlyMemory<byte> Write<TState>(TState state, Action<TState, Utf8JsonWriter> write)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var writer = _writer ??= new Utf8JsonWriter(buffer, Options);
        try
        {
            write(state, writer);
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        finally
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            if (buffer.Capacity > LargestKeptBuffer)
            {
                (_buffer, _writer) = (null, null);
            }
        }
    }
}
