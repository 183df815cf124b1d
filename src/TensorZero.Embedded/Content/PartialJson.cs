using System.Buffers;
using System.Text;

namespace TensorZero.Embedded.Content;

/// <summary>
/// A JSON text that is still being written, and the largest JSON value that it already is for certain: open strings, arrays and
/// objects are closed, and names without a value, literals, numbers and escapes that are not complete are left out. What was shown is
/// never taken back; only the string that is open grows. Malformed text shows what was good before it. Not thread-safe.
/// </summary>
internal sealed class PartialJson
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly PartialJsonScanner _scanner = new();

    /// <summary>How much of the text is shown; 0 while there is no value. Only grows.</summary>
    public int ShownLength => _scanner.ShownLength;

    /// <summary>Takes more of the text. A character may be cut in two.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        var start = _text.WrittenCount;
        _encoder.Convert(text, _text, flush: false, out _, out _);
        _scanner.Scan(_text.WrittenSpan, start);
    }

    /// <summary>Writes the value as UTF-8; nothing when <see cref="ShownLength"/> is 0.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        output.Write(_text.WrittenSpan[..ShownLength]);
        _scanner.WriteClosing(output);
    }
}
