using System.Buffers;
using System.Text;

namespace TensorZero.Embedded.Schemas.Values;

/// <summary>
/// The UTF-8 text of a JSON string or property name without its escapes. Never throws: half of a surrogate pair, which JSON
/// can escape but UTF-8 cannot hold, becomes three bytes of its own, so that different strings stay different.
/// </summary>
internal ref struct UnescapedText
{
    private byte[]? _rented;

    /// <param name="raw">The text between the quotes, as it stands in valid JSON.</param>
    public UnescapedText(ReadOnlySpan<byte> raw)
    {
        var escape = raw.IndexOf((byte)'\\');
        if (escape < 0)
        {
            Utf8 = raw;
            return;
        }

        _rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        raw[..escape].CopyTo(_rented);
        Utf8 = _rented.AsSpan(0, escape + Unescape(raw[escape..], _rented.AsSpan(escape)));
    }

    public ReadOnlySpan<byte> Utf8 { get; }

    public readonly int CodePoints => CountCodePoints(Utf8);

    public static int CountCodePoints(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8))
        {
            return utf8.Length;
        }

        var count = 0;
        foreach (var b in utf8)
        {
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Unescape(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        var written = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                destination[written++] = raw[i];
                continue;
            }

            var escaped = raw[++i];
            if (escaped != 'u')
            {
                destination[written++] = escaped switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    _ => escaped,
                };
                continue;
            }

            int codePoint = Hex(raw.Slice(i + 1, 4));
            i += 4;
            if (char.IsHighSurrogate((char)codePoint) && i + 6 < raw.Length && raw[i + 1] == '\\' && raw[i + 2] == 'u'
                && Hex(raw.Slice(i + 3, 4)) is var low && char.IsLowSurrogate((char)low))
            {
                codePoint = char.ConvertToUtf32((char)codePoint, (char)low);
                i += 6;
            }

            written += Encode(codePoint, destination[written..]);
        }

        return written;
    }

    private static int Encode(int codePoint, Span<byte> destination)
    {
        if (Rune.TryCreate(codePoint, out var rune))
        {
            return rune.EncodeToUtf8(destination);
        }

        destination[0] = (byte)(0xE0 | (codePoint >> 12));
        destination[1] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
        destination[2] = (byte)(0x80 | (codePoint & 0x3F));
        return 3;
    }

    private static ushort Hex(ReadOnlySpan<byte> digits) =>
        ushort.Parse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);
}
