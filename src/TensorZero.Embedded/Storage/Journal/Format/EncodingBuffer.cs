using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>
/// Where a record is encoded: one array a thread, so that a request allocates nothing for it. The values are those that
/// <see cref="DecodingSpan"/> reads.
/// </summary>
internal sealed class EncodingBuffer
{
    private const int FirstSize = 16 << 10;
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static EncodingBuffer? _ofThread;

    private byte[] _bytes = new byte[FirstSize];

    public int Length { get; private set; }

    public Span<byte> Written => _bytes.AsSpan(0, Length);

    public static EncodingBuffer Rent()
    {
        // Taken away meanwhile: what is encoded may run an application's own collections, and those anything.
        var buffer = _ofThread ?? new EncodingBuffer();
        _ofThread = null;
        buffer.Length = 0;
        return buffer;
    }

    public void Return()
    {
        if (_bytes.Length <= LargestKept)
        {
            _ofThread = this;
        }
    }

    /// <summary>Makes room for that many bytes and counts them as written.</summary>
    public Span<byte> Reserve(int count)
    {
        EnsureRoom(count);
        var start = Length;
        Length += count;
        return _bytes.AsSpan(start, count);
    }

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Seven bits a byte, the low ones first.</summary>
    public void Unsigned(ulong value)
    {
        EnsureRoom(10);
        while (value >= 0x80)
        {
            _bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Length++] = (byte)value;
    }

    public void Count(int value) => Unsigned((uint)value);

    /// <summary>Small numbers of either sign are short.</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Id(Guid value) => _ = value.TryWriteBytes(Reserve(16), bigEndian: true, out _);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);

    public void Decimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        _ = decimal.GetBits(value, parts);
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), part);
        }
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    /// <summary>As UTF-8; what is no Unicode text (half a surrogate pair) as the UTF-16 it is, so that it comes back as it was.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(TextForm.Null);
            return;
        }

        var start = Length;
        var count = Encoding.UTF8.GetByteCount(value);
        Unsigned(TextForm.Utf8(count));
        if (Utf8.FromUtf16(value, Reserve(count), out _, out _, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
        {
            Length = start;
            var utf16 = MemoryMarshal.AsBytes(value.AsSpan());
            Unsigned(TextForm.Utf16(utf16.Length));
            utf16.CopyTo(Reserve(utf16.Length));
        }
    }

    /// <summary>The JSON as it was written; an element that is no JSON stays one.</summary>
    public void Json(JsonElement? value)
    {
        if (value is not { } element)
        {
            Byte(JsonForm.Null);
        }
        else if (element.ValueKind == JsonValueKind.Undefined)
        {
            Byte(JsonForm.Undefined);
        }
        else
        {
            var utf8 = JsonMarshal.GetRawUtf8Value(element);
            Unsigned(JsonForm.Utf8(utf8.Length));
            utf8.CopyTo(Reserve(utf8.Length));
        }
    }

    private void EnsureRoom(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, (int)Math.Clamp(2L * _bytes.Length, (long)Length + count, Array.MaxLength));
        }
    }
}
