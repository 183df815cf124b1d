using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>The backslash escapes of string literals. An unknown one keeps its backslash.</summary>
internal static class StringEscapes
{
    public static bool TryRead(string text, out string unescaped)
    {
        var result = new StringBuilder(text.Length);
        var isValid = true;
        for (var i = 0; i < text.Length && isValid; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
            }
            else
            {
                isValid = ++i < text.Length && TryReadEscape(text, ref i, result);
            }
        }

        unescaped = result.ToString();
        return isValid && HasNoLoneSurrogate(unescaped);
    }

    private static bool TryReadEscape(string text, ref int offset, StringBuilder result)
    {
        switch (text[offset])
        {
            case '"' or '\\' or '/' or '\'':
                result.Append(text[offset]);
                return true;
            case 'b':
                result.Append('\b');
                return true;
            case 'f':
                result.Append('\f');
                return true;
            case 'n':
                result.Append('\n');
                return true;
            case 'r':
                result.Append('\r');
                return true;
            case 't':
                result.Append('\t');
                return true;
            case 'u':
                return TryReadHex(text, ref offset, 4, result);
            case 'x':
                return TryReadHex(text, ref offset, 2, result);
            case >= '0' and <= '7':
                return TryReadOctal(text, ref offset, result);
            default:
                result.Append('\\').Append(text[offset]);
                return true;
        }
    }

    private static bool TryReadHex(string text, ref int offset, int digits, StringBuilder result)
    {
        const NumberStyles Style = NumberStyles.AllowHexSpecifier;
        if (offset + digits >= text.Length
            || !ushort.TryParse(text.AsSpan(offset + 1, digits), Style, CultureInfo.InvariantCulture, out var unit))
        {
            return false;
        }

        offset += digits;
        result.Append((char)unit);
        return true;
    }

    private static bool TryReadOctal(string text, ref int offset, StringBuilder result)
    {
        var value = 0;
        var end = Math.Min(offset + 3, text.Length);
        for (; offset < end && text[offset] is >= '0' and <= '7'; offset++)
        {
            value = (value * 8) + (text[offset] - '0');
        }

        offset--;
        result.Append((char)value);
        return value <= byte.MaxValue;
    }

    private static bool HasNoLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
