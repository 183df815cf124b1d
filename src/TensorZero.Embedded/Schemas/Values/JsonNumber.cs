namespace TensorZero.Embedded.Schemas.Values;

/// <summary>
/// A JSON number by value, read from its text without rounding: digits d1…dn (no zero at either end) times ten to the
/// power of <see cref="Exponent"/>. Zero has no digits.
/// </summary>
internal readonly ref struct JsonNumber
{
    // Nobody can tell exponents beyond this apart by looking, and sums of them must not overflow.
    private const long ExponentLimit = 1_000_000_000_000_000;

    private readonly ReadOnlySpan<byte> _text;
    private readonly int _point;

    public JsonNumber(ReadOnlySpan<byte> text)
    {
        IsNegative = text[0] == '-';
        var mantissa = IsNegative ? text[1..] : text;
        var point = -1;
        var end = 0;
        for (; end < mantissa.Length && (mantissa[end] | 0x20) != 'e'; end++)
        {
            point = mantissa[end] == '.' ? end : point;
        }

        Exponent = (end < mantissa.Length ? ReadExponent(mantissa[(end + 1)..]) : 0) - (point < 0 ? 0 : end - point - 1);
        while (end > 0 && mantissa[end - 1] is (byte)'0' or (byte)'.')
        {
            Exponent += mantissa[--end] == '0' ? 1 : 0;
        }

        var start = 0;
        while (start < end && mantissa[start] is (byte)'0' or (byte)'.')
        {
            start++;
        }

        _text = mantissa[start..end];
        _point = point >= start && point < end ? point - start : _text.Length;
    }

    public bool IsNegative { get; }

    public long Exponent { get; }

    public bool IsZero => _text.IsEmpty;

    public bool IsInteger => IsZero || Exponent >= 0;

    public int DigitCount => _point == _text.Length ? _text.Length : _text.Length - 1;

    public int Digit(int index) => _text[index < _point ? index : index + 1] - '0';

    public int CompareTo(JsonNumber other)
    {
        var sign = Sign;
        return sign != other.Sign ? sign.CompareTo(other.Sign) : sign * CompareMagnitude(other);
    }

    /// <summary>A hash that two texts of the same number share.</summary>
    public void AddTo(ref HashCode hash)
    {
        hash.Add(Sign);
        for (var i = 0; i < DigitCount; i++)
        {
            hash.Add(Digit(i));
        }

        hash.Add(IsZero ? 0 : Exponent);
    }

    private int Sign => IsZero ? 0 : IsNegative ? -1 : 1;

    private int CompareMagnitude(JsonNumber other)
    {
        // 0.d1d2… × 10^scale: the greater scale is the greater number, since d1 is never zero.
        var scales = (DigitCount + Exponent).CompareTo(other.DigitCount + other.Exponent);
        if (scales != 0 || IsZero)
        {
            return scales;
        }

        var shared = Math.Min(DigitCount, other.DigitCount);
        for (var i = 0; i < shared; i++)
        {
            var digits = Digit(i).CompareTo(other.Digit(i));
            if (digits != 0)
            {
                return digits;
            }
        }

        return DigitCount.CompareTo(other.DigitCount);
    }

    private static long ReadExponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        long value = 0;
        foreach (var c in text[0] is (byte)'-' or (byte)'+' ? text[1..] : text)
        {
            value = Math.Min(ExponentLimit, value * 10 + (c - '0'));
        }

        return negative ? -value : value;
    }
}
