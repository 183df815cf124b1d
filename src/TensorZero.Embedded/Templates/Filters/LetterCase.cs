using System.Text;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>Upper and lower case by Unicode's full mapping, in which one character can become several.</summary>
internal static class LetterCase
{
    public static string ToUpper(string text)
    {
        if (Ascii.IsValid(text))
        {
            return string.Create(text.Length, text, static (upper, text) => Ascii.ToUpper(text, upper, out _));
        }

        if (!NeedsExpansion(text))
        {
            return text.ToUpperInvariant();
        }

        var result = new StringBuilder(text.Length + 4);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(ToUpper(rune));
        }

        return result.ToString();
    }

    public static string ToUpper(Rune rune) => rune.Value switch
    {
        0xDF => "SS",
        0x149 => "\u02BCN",
        0x1F0 => "J\u030C",
        0x390 => "\u0399\u0308\u0301",
        0x3B0 => "\u03A5\u0308\u0301",
        0x587 => "\u0535\u0552",
        0x1E96 => "H\u0331",
        0x1E97 => "T\u0308",
        0x1E98 => "W\u030A",
        0x1E99 => "Y\u030A",
        0x1E9A => "A\u02BE",
        0xFB00 => "FF",
        0xFB01 => "FI",
        0xFB02 => "FL",
        0xFB03 => "FFI",
        0xFB04 => "FFL",
        0xFB05 or 0xFB06 => "ST",
        _ => Rune.ToUpperInvariant(rune).ToString(),
    };

    public static string ToLower(Rune rune) => rune.Value == 0x130 ? "i\u0307" : Rune.ToLowerInvariant(rune).ToString();

    public static string ToLower(string text)
    {
        if (!text.AsSpan().ContainsAny('\u0130', '\u03A3'))
        {
            return text.ToLowerInvariant();
        }

        var result = new StringBuilder(text.Length + 2);
        var offset = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A capital sigma at the end of a word has its own small form.
            result.Append(rune.Value == 0x3A3 && IsWordEnd(text, offset) ? "\u03C2" : ToLower(rune));
            offset += rune.Utf16SequenceLength;
        }

        return result.ToString();
    }

    private static bool IsWordEnd(string text, int offset) =>
        offset > 0 && char.IsLetter(text[offset - 1]) && !(offset + 1 < text.Length && char.IsLetter(text[offset + 1]));

    private static bool NeedsExpansion(string text)
    {
        foreach (var unit in text)
        {
            if (unit is '\u00DF' or '\u0149' or '\u01F0' or '\u0390' or '\u03B0' or '\u0587'
                or (>= '\u1E96' and <= '\u1E9A') or (>= '\uFB00' and <= '\uFB06'))
            {
                return true;
            }
        }

        return false;
    }
}
