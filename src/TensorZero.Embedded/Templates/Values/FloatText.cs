using System.Globalization;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>The three ways in which floats are written; all use the fewest digits that read back as the same number.</summary>
internal static class FloatText
{
    /// <summary>On its own: never with an exponent, always with a point.</summary>
    public static string Plain(double number) => Special(number) ?? Fixed(number);

    /// <summary>Inside a container: with an exponent from 1e16 and below 1e-4.</summary>
    public static string InContainer(double number)
    {
        var magnitude = Math.Abs(number);
        return Special(number) ?? (magnitude is 0 or >= 1e-4 and < 1e16 ? Fixed(number) : Scientific(number));
    }

    /// <summary>In JSON: with an exponent from 1e16 and below 1e-5; JSON has no word for infinity.</summary>
    public static string Json(double number)
    {
        var magnitude = Math.Abs(number);
        return !double.IsFinite(number) ? "null" : magnitude is 0 or >= 1e-5 and < 1e16 ? Fixed(number) : Scientific(number);
    }

    private static string? Special(double number) =>
        double.IsNaN(number) ? "NaN" : double.IsPositiveInfinity(number) ? "inf" : double.IsNegativeInfinity(number) ? "-inf" : null;

    private static string Fixed(double number)
    {
        var (sign, digits, point) = Split(number);
        if (point <= 0)
        {
            return $"{sign}0.{new string('0', -point)}{digits}";
        }

        return point >= digits.Length
            ? $"{sign}{digits}{new string('0', point - digits.Length)}.0"
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    private static string Scientific(double number)
    {
        var (sign, digits, point) = Split(number);
        var fraction = digits.Length > 1 ? $".{digits[1..]}" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{point - 1}");
    }

    // The number is sign 0.digits times ten to the power of point.
    private static (string Sign, string Digits, int Point) Split(double number)
    {
        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? shortest : shortest[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = exponent + (dot < 0 ? mantissa.Length : dot);
        var digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        point -= digits.Length - significant.Length;
        significant = significant.TrimEnd('0');
        var sign = double.IsNegative(number) ? "-" : string.Empty;
        return significant.Length == 0 ? (sign, "0", 1) : (sign, significant, point);
    }
}
