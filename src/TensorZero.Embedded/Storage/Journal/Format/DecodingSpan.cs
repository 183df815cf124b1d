using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>
/// Reads what <see cref="EncodingBuffer"/> wrote. Raw bodies are not copied: they are parts of <paramref name="source"/> and live as long.
/// </summary>
/// <exception cref="FormatException">From every member: the bytes are not of this format.</exception>
internal ref struct DecodingSpan(ReadOnlyMemory<byte> source)
{
    // What a caller's own documents may hold: any depth, and what JSON forbids but a lenient reader let through.
    private static readonly JsonReaderOptions AnyJson = new()
    {
        MaxDepth = int.MaxValue,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private readonly ReadOnlySpan<byte> _span = source.Span;
    private int _position;

    public readonly bool IsAtEnd => _position == _span.Length;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() != 0;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Malformed();
    }

    /// <summary>How many things follow; each of them takes a byte at least.</summary>
    public int Count()
    {
        var count = Unsigned();
        return count <= (ulong)(_span.Length - _position) ? (int)count : throw Malformed();
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public Guid Id() => new(Take(16), bigEndian: true);

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public decimal Decimal()
    {
        Span<int> parts = stackalloc int[4];
        for (var i = 0; i < 4; i++)
        {
            parts[i] = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
        }

        try
        {
            return new decimal(parts);
        }
        catch (ArgumentException)
        {
            throw Malformed();
        }
    }

    public ReadOnlyMemory<byte> Bytes()
    {
        var count = Count();
        _position += count;
        return source.Slice(_position - count, count);
    }

    public string? Text()
    {
        var form = Unsigned();
        if (form == TextForm.Null)
        {
            return null;
        }

        var bytes = Take(TextForm.LengthOf(form));
        return TextForm.IsUtf16(form) ? new string(MemoryMarshal.Cast<byte, char>(bytes)) : Encoding.UTF8.GetString(bytes);
    }

    public JsonElement? Json()
    {
        var form = Unsigned();
        switch (form)
        {
            case JsonForm.Null:
                return null;
            case JsonForm.Undefined:
                return default(JsonElement);
        }

        var reader = new Utf8JsonReader(Take(JsonForm.LengthOf(form)), AnyJson);
        try
        {
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    public JsonElement RequiredJson() => Json() ?? throw Malformed();

    public static FormatException Malformed() => new("The bytes are no record of this journal's format.");

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(_span.Length - _position))
        {
            throw Malformed();
        }

        var taken = _span.Slice(_position, (int)count);
        _position += (int)count;
        return taken;
    }
}
