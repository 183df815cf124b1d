using System.Buffers;
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

    /// <summary>Copies UTF-8 into <paramref name="destination"/>, which has room for one character per byte.</summary>
    public static int Transcode(ReadOnlySpan<byte> utf8, Span<char> destination) =>
        Utf8.ToUtf16(utf8, destination, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done
            ? written
            : throw NotUnicode();

    private static ValueException NotUnicode() => new("a text among the arguments is not valid Unicode");
}
