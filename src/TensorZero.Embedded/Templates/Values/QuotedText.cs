using System.Globalization;
using System.Text;
using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>Writes a text in double quotes; what does not print, or would join its neighbour, is escaped.</summary>
internal static class QuotedText
{
    public static void Write(string text, OutputBuffer output)
    {
        output.Write('"');
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"':
                    output.Write("\\\"");
                    break;
                case '\\':
                    output.Write("\\\\");
                    break;
                case '\n':
                    output.Write("\\n");
                    break;
                case '\r':
                    output.Write("\\r");
                    break;
                case '\t':
                    output.Write("\\t");
                    break;
                case 0:
                    output.Write("\\0");
                    break;
                default:
                    WriteRune(rune, output);
                    break;
            }
        }

        output.Write('"');
    }

    private static void WriteRune(Rune rune, OutputBuffer output)
    {
        if (rune.IsAscii ? rune.Value is >= ' ' and < 0x7F : Prints(rune))
        {
            Span<char> units = stackalloc char[2];
            output.Write(units[..rune.EncodeToUtf16(units)]);
        }
        else
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"));
        }
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
