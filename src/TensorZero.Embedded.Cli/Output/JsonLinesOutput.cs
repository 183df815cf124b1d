using System.Buffers;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Cli.Output;

/// <summary>Writes JSON Lines: one object a line.</summary>
internal sealed class JsonLinesOutput(TextWriter output)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public void Write<T>(T item, Action<Utf8JsonWriter, T> write)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, ContentJson.WriterOptions))
        {
            write(json, item);
        }

        output.WriteLine(Encoding.UTF8.GetString(_buffer.WrittenSpan));
    }
}
