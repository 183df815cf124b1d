using System.Globalization;
using System.Numerics;

namespace TensorZero.Embedded.Templates.Filters.Formatting;

/// <summary>All decimal digits of a number that is not negative, to be rounded half to even at any place.</summary>
internal readonly struct FloatDigits
{
    // The number is the digits, as an integer, divided by ten to the power of the scale.
    private readonly BigInteger _digits;
    private readonly int _scale;

    private FloatDigits(BigInteger digits, int scale)
    {
        _digits = digits;
        _scale = scale;
    }

    public static FloatDigits Of(string integer) => new(BigInteger.Parse(integer, CultureInfo.InvariantCulture), 0);

    public static FloatDigits Of(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        exponent = Math.Max(exponent, 1) - 1075;

        // m * 2^-n is m * 5^n / 10^n, exactly.
        return exponent >= 0
            ? new FloatDigits(new BigInteger(mantissa) << exponent, 0)
            : new FloatDigits(mantissa * BigInteger.Pow(5, -exponent), -exponent);
    }

    public string Fixed(int decimals)
    {
        var digits = RoundTo(decimals).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}";
    }

    public (string Mantissa, int Exponent) Scientific(int decimals)
    {
        var exponent = _digits.IsZero ? 0 : _digits.ToString(CultureInfo.InvariantCulture).Length - 1 - _scale;
        var digits = RoundTo(decimals - exponent).ToString(CultureInfo.InvariantCulture);
        if (digits.Length > decimals + 1)
        {
            exponent++;
            digits = digits[..^1];
        }

        digits = digits.PadRight(decimals + 1, '0');
        return (decimals == 0 ? digits : $"{digits[0]}.{digits[1..]}", exponent);
    }

    /// <summary>The number times ten to the power of <paramref name="decimals"/>, rounded to an integer.</summary>
    private BigInteger RoundTo(int decimals)
    {
        if (decimals >= _scale)
        {
            return _digits * BigInteger.Pow(10, decimals - _scale);
        }

        var divisor = BigInteger.Pow(10, _scale - decimals);
        var quotient = BigInteger.DivRem(_digits, divisor, out var remainder);
        var order = (remainder * 2).CompareTo(divisor);
        return order > 0 || (order == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
