using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using System.Text.Unicode;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>Reads JSON strings, as a string or straight into characters.</summary>
internal static class JsonText
{
    public static string Read(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    /// <summary>Copies characters of a JSON string up to the first that is escaped or not ASCII; returns how many, which is mostly all.</summary>
    public static int CopyPlain(ReadOnlySpan<byte> raw, Span<char> destination)
    {
        var copied = 0;
        for (; raw.Length - copied >= Vector128<byte>.Count; copied += Vector128<byte>.Count)
        {
            var block = Vector128.Create(raw[copied..]);
            if ((block & Vector128.Create((byte)0x80)) != Vector128<byte>.Zero || Vector128.EqualsAny(block, Vector128.Create((byte)'\\')))
            {
                return copied;
            }

            var (lower, upper) = Vector128.Widen(block);
            lower.CopyTo(MemoryMarshal.Cast<char, ushort>(destination[copied..]));
            upper.CopyTo(MemoryMarshal.Cast<char, ushort>(destination[(copied + Vector128<ushort>.Count)..]));
        }

        for (; copied < raw.Length && raw[copied] < 0x80 && raw[copied] != '\\'; copied++)
        {
            destination[copied] = (char)raw[copied];
        }

        return copied;
    }

    /// <summary>Copies UTF-8 into <paramref name="destination"/>, which has room for one character per byte.</summary>
    public static int Transcode(ReadOnlySpan<byte> utf8, Span<char> destination) =>
        Utf8.ToUtf16(utf8, destination, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done
            ? written
            : throw NotUnicode();

    private static ValueException NotUnicode() => new("a text among the arguments is not valid Unicode");
}
