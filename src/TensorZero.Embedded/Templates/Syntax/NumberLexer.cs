using System.Globalization;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Reads numbers: <c>1_000</c>, <c>0xff</c>, <c>0b1</c>, <c>0o7</c>, <c>1.5</c>, <c>1e3</c>. Integers have 128 bits.</summary>
internal static class NumberLexer
{
    public static Token Read(SourceText source, int start)
    {
        var text = source.Text;
        var radix = start + 1 >= text.Length || text[start] != '0' ? 10 : text[start + 1] switch
        {
            'b' or 'B' => 2,
            'o' or 'O' => 8,
            'x' or 'X' => 16,
            _ => 10,
        };
        var first = radix == 10 ? start : start + 2;
        var end = radix == 10 ? FindDecimalEnd(text, first, out var isFloat) : FindRadixEnd(text, first, radix, out isFloat);
        var digits = text[first..end];
        if (digits.EndsWith('_'))
        {
            throw new SyntaxException("'_' may not occur at end of number", source.At(start));
        }

        digits = digits.Replace("_", string.Empty, StringComparison.Ordinal);
        if (!isFloat)
        {
            return TryParse(digits, radix, out var integer)
                ? new Token(TokenKind.Integer, start, end, Number: Value.Of(integer))
                : throw new SyntaxException("invalid integer", source.At(start));
        }

        return char.IsAsciiDigit(digits[^1]) || digits[^1] == '.'
            ? new Token(TokenKind.Float, start, end, Number: Value.Of(double.Parse(digits, CultureInfo.InvariantCulture)))
            : throw new SyntaxException("invalid float", source.At(start));
    }

    private static int FindDecimalEnd(string text, int start, out bool isFloat)
    {
        var (hasPoint, hasExponent, signAllowed) = (false, false, false);
        var end = start;
        for (; end < text.Length; end++)
        {
            var unit = text[end];
            if (unit == '.' && !hasPoint && !hasExponent)
            {
                hasPoint = true;
            }
            else if (unit is 'e' or 'E' && !hasExponent)
            {
                (hasExponent, signAllowed) = (true, true);
                continue;
            }
            else if (!(char.IsAsciiDigit(unit) || unit == '_' || (unit is '+' or '-' && signAllowed)))
            {
                break;
            }

            signAllowed &= unit == '_';
        }

        isFloat = hasPoint || hasExponent;
        return end;
    }

    private static int FindRadixEnd(string text, int start, int radix, out bool isFloat)
    {
        isFloat = false;
        var end = start;
        while (end < text.Length && (text[end] == '_' || (radix == 16 ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end]))))
        {
            end++;
        }

        return end;
    }

    private static bool TryParse(string digits, int radix, out UInt128 number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            var value = (UInt128)Convert.ToInt32(digit.ToString(), 16);
            if (value >= (UInt128)radix || number > (UInt128.MaxValue - value) / (UInt128)radix)
            {
                return false;
            }

            number = (number * (UInt128)radix) + value;
        }

        return digits.Length > 0;
    }
}
