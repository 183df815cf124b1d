using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>Reads what is written without quotes: booleans, numbers, dates and times.</summary>
internal static class TomlScalars
{
    public static ScalarNode Read(TomlCursor cursor)
    {
        var position = cursor.Position();
        var start = cursor.Offset;
        AdvanceOverToken(cursor);
        var token = cursor.Slice(start, cursor.Offset);
        if (token.IsEmpty)
        {
            throw cursor.Expected("a value");
        }

        if (token.SequenceEqual("true"u8) || token.SequenceEqual("false"u8))
        {
            return ScalarNode.Of(token.Length == 4, position);
        }

        // A date may be followed by one blank and a time.
        if (token.Length == 10 && token[4] == '-' && cursor.Current == ' ' && char.IsAsciiDigit((char)cursor.Peek(1)))
        {
            cursor.Advance();
            AdvanceOverToken(cursor);
            token = cursor.Slice(start, cursor.Offset);
        }

        var text = Encoding.UTF8.GetString(token);
        return TomlDates.TryRead(text, position) ?? ReadNumber(text, position);
    }

    private static void AdvanceOverToken(TomlCursor cursor)
    {
        while (char.IsAsciiLetterOrDigit((char)cursor.Current) || cursor.Current is (byte)'+' or (byte)'-' or (byte)'_' or (byte)'.' or (byte)':')
        {
            cursor.Advance();
        }
    }

    private static ScalarNode ReadNumber(string text, SourcePosition position)
    {
        var unsigned = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (unsigned is "inf" or "nan")
        {
            var value = unsigned is "nan" ? double.NaN : text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return ScalarNode.Of(value, position);
        }

        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'o' or 'b')
        {
            return ReadRadix(text, position);
        }

        if (IsDecimal(unsigned))
        {
            return long.TryParse(WithoutUnderscores(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                ? ScalarNode.Of(integer, position)
                : throw new TomlSyntaxException(position, $"the number does not fit into 64 bits");
        }

        if (IsFloat(unsigned))
        {
            return ScalarNode.Of(double.Parse(WithoutUnderscores(text), NumberStyles.Float, CultureInfo.InvariantCulture), position);
        }

        throw new TomlSyntaxException(position, IsDigits(unsigned, char.IsAsciiDigit)
            ? $"a number must not begin with 0, found {Shorten(text)}"
            : $"expected a value, found {Shorten(text)} (strings need quotes)");
    }

    private static ScalarNode ReadRadix(string text, SourcePosition position)
    {
        var (radix, bits) = text[1] switch { 'x' => (16, 4), 'o' => (8, 3), _ => (2, 1) };
        if (!IsDigits(text.AsSpan(2), c => char.IsAsciiHexDigit(c) && Convert.ToInt32(c.ToString(), 16) < radix))
        {
            throw new TomlSyntaxException(position, $"expected an integer of base {radix}, found {Shorten(text)}");
        }

        long value = 0;
        foreach (var digit in WithoutUnderscores(text).AsSpan(2))
        {
            if (value >> (63 - bits) != 0)
            {
                throw new TomlSyntaxException(position, $"the number does not fit into 64 bits");
            }

            value = (value << bits) | (long)(char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return ScalarNode.Of(value, position);
    }

    /// <summary>Decimal digits without a leading zero.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text) => IsDigits(text, char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');

    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        var exponentAt = text.IndexOfAny('e', 'E');
        if (exponentAt >= 0)
        {
            var exponent = text[(exponentAt + 1)..];
            exponent = exponent.Length > 0 && exponent[0] is '+' or '-' ? exponent[1..] : exponent;
            if (!IsDigits(exponent, char.IsAsciiDigit))
            {
                return false;
            }

            text = text[..exponentAt];
        }

        var dotAt = text.IndexOf('.');
        return dotAt < 0 ? exponentAt >= 0 && IsDecimal(text) : IsDecimal(text[..dotAt]) && IsDigits(text[(dotAt + 1)..], char.IsAsciiDigit);
    }

    /// <summary>Digits, with single underscores only between two of them.</summary>
    private static bool IsDigits(ReadOnlySpan<char> text, Func<char, bool> isDigit)
    {
        var afterDigit = false;
        foreach (var c in text)
        {
            if (!isDigit(c) && !(c == '_' && afterDigit))
            {
                return false;
            }

            afterDigit = c != '_';
        }

        return afterDigit;
    }

    private static string WithoutUnderscores(string text) => text.Contains('_') ? text.Replace("_", "", StringComparison.Ordinal) : text;

    /// <summary>A long word may be a key that lacks its quotes: never repeat it.</summary>
    private static string Shorten(string text) => text.Length <= 16 ? text : $"a word of {text.Length} characters";
}
