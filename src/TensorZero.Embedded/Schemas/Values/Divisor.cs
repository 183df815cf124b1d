using System.Numerics;

namespace TensorZero.Embedded.Schemas.Values;

/// <summary>Tells exactly, decimals and big exponents included, whether a number is a multiple of this one.</summary>
internal sealed class Divisor
{
    // One more digit could not be multiplied by ten within a UInt64.
    private const int SmallDigits = 18;

    private readonly BigInteger _digits;
    private readonly ulong _small;
    private readonly long _exponent;

    public Divisor(JsonNumber divisor)
    {
        _exponent = divisor.Exponent;
        _digits = Remainder(divisor, null);
        _small = divisor.DigitCount <= SmallDigits ? (ulong)_digits : 0;
    }

    public bool Divides(JsonNumber value)
    {
        if (value.IsZero)
        {
            return true;
        }

        // Neither digit string ends in zero, so a value with smaller decimals than the divisor has no chance.
        var shift = value.Exponent - _exponent;
        if (shift < 0)
        {
            return false;
        }

        if (_small == 0)
        {
            return (Remainder(value, _digits) * BigInteger.ModPow(10, shift, _digits) % _digits).IsZero;
        }

        ulong remainder = 0;
        for (var i = 0; i < value.DigitCount; i++)
        {
            remainder = (ulong)(((UInt128)remainder * 10 + (uint)value.Digit(i)) % _small);
        }

        return remainder == 0 || (ulong)((UInt128)remainder * PowerOfTen(shift) % _small) == 0;
    }

    private ulong PowerOfTen(long exponent)
    {
        UInt128 power = 1 % _small;
        UInt128 square = 10 % _small;
        for (; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) == 1 ? power * square % _small : power;
            square = square * square % _small;
        }

        return (ulong)power;
    }

    private static BigInteger Remainder(JsonNumber number, BigInteger? divisor)
    {
        var value = BigInteger.Zero;
        for (var i = 0; i < number.DigitCount; i++)
        {
            value = value * 10 + number.Digit(i);
            value = divisor is { } d ? value % d : value;
        }

        return value;
    }
}
