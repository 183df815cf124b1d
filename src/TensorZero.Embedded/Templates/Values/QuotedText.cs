using System.Buffers;
using System.Globalization;
using System.Text;
using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>Writes a text in double quotes; what does not print, or would join its neighbour, is escaped.</summary>
internal static class QuotedText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static void Write(ReadOnlySpan<char> text, OutputBuffer output)
    {
        output.Write('"');
        for (var next = text.IndexOfAnyExcept(Plain); next >= 0; next = text.IndexOfAnyExcept(Plain))
        {
            output.Write(text[..next]);
            Rune.DecodeFromUtf16(text[next..], out var rune, out var length);
            WriteRune(rune, output);
            text = text[(next + length)..];
        }

        output.Write(text);
        output.Write('"');
    }

    private static void WriteRune(Rune rune, OutputBuffer output)
    {
        var escape = rune.Value switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            0 => "\\0",
            _ when Prints(rune) => rune.ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
        };
        output.Write(escape);
    }

    private static bool Prints(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse => false,
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator => false,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => false,
        _ => rune.Value is not (0xFF9E or 0xFF9F or 0x302E or 0x302F),
    };
}
