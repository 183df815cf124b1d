using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>Small JSON as a text, in which letters stay letters (<see cref="ContentJson.WriterOptions"/>).</summary>
internal static class JsonText
{
    public static string Of(Action<Utf8JsonWriter> write) => Of(write, static (writer, write) => write(writer));

    public static string Of<T>(T value, Action<Utf8JsonWriter, T> write) => Encoding.UTF8.GetString(BytesOf(value, write));

    /// <summary>The same in UTF-8.</summary>
    public static ReadOnlySpan<byte> BytesOf<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ContentJson.WriterOptions))
        {
            write(writer, value);
        }

        return buffer.WrittenSpan;
    }
}
