using System.Globalization;
using System.Text;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters.Formatting;

/// <summary><c>"%s is %.2f" | format(name, price)</c>.</summary>
internal static class PrintfFormat
{
    // Nobody needs more digits, and formatting them takes long.
    private const int MaxPrecision = 1000;

    public static Value Filter(in Arguments arguments)
    {
        var format = arguments.String(0);
        var result = new StringBuilder();
        var next = 1;
        for (var offset = 0; offset < format.Length;)
        {
            if (format[offset] != '%')
            {
                result.Append(format[offset++]);
            }
            else if (offset + 1 < format.Length && format[offset + 1] == '%')
            {
                result.Append('%');
                offset += 2;
            }
            else
            {
                var spec = PrintfSpec.Read(format, ref offset);
                arguments.Budget.ChargeCharacters((spec.Width ?? 0) + 64);
                result.Append(Format(spec, FindValue(spec, arguments, ref next), arguments.Budget));
            }
        }

        arguments.Budget.ChargeCharacters(result.Length);
        return Value.Of(result.ToString());
    }

    private static Value FindValue(in PrintfSpec spec, in Arguments arguments, ref int next)
    {
        if (spec.Key is null)
        {
            return next < arguments.Count ? arguments.Required(next++) : throw MissingArgument();
        }

        if (arguments.Count < 2)
        {
            throw MissingArgument();
        }

        if (arguments.Required(1) is not { Kind: ValueKind.Map, Object: { } map })
        {
            throw new ValueException("format argument must be a mapping");
        }

        return map.TryGet(Value.Of(spec.Key), arguments.Budget, out var value) && !value.IsUndefined ? value : throw MissingArgument();
    }

    private static ValueException MissingArgument() => new("missing an argument for a conversion of the format");

    private static string Format(in PrintfSpec spec, in Value value, Budget budget)
    {
        if (spec.Precision > MaxPrecision)
        {
            throw new ValueException($"the precision of a conversion is more than {MaxPrecision}");
        }

        if (value.Kind == ValueKind.Bool)
        {
            return spec.Type == 's'
                ? Pad(ValueText.Scalar(value), spec)
                : FormatInteger(spec, value.IsTrue ? UInt128.One : UInt128.Zero, isNegative: false);
        }

        if (value.Form == ValueForm.Float)
        {
            return FormatFloat(spec, value.AsFloat);
        }

        if (value.Form == ValueForm.Unsigned)
        {
            return FormatInteger(spec, (UInt128)value.AsWide, isNegative: false);
        }

        return value.IsInteger && value.TryGetInteger(out var number)
            ? FormatInteger(spec, number < 0 ? (UInt128)(-(number + 1)) + 1 : (UInt128)number, number < 0)
            : FormatText(spec, ValueText.Of(value, budget));
    }

    private static string FormatText(in PrintfSpec spec, string text)
    {
        if (spec.Type == 'c')
        {
            return Characters.Count(text) == 1 ? Pad(text, spec) : throw new ValueException("%c requires integer or char");
        }

        if (spec.Type != 's')
        {
            throw Unsupported("string", spec);
        }

        return Pad(spec.Precision < text.Length ? text[..spec.Precision.Value] : text, spec);
    }

    private static string FormatInteger(in PrintfSpec spec, UInt128 number, bool isNegative)
    {
        var sign = isNegative ? "-" : spec.Type == 's' ? spec.PositiveSign.Trim('+') : spec.PositiveSign;
        var digits = number.ToString(CultureInfo.InvariantCulture);
        switch (spec.Type)
        {
            case 'd' or 'i' or 's':
                return PadNumber(sign, string.Empty, digits, spec);
            case 'x':
                return PadNumber(sign, "0x", number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0'), spec);
            case 'X':
                return PadNumber(sign, "0X", number.ToString("X", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0'), spec);
            case 'o':
                return PadNumber(sign, "0o", ToOctal(number), spec);
            case 'c':
                return !isNegative && number <= 0x10FFFF && Rune.IsValid((int)number)
                    ? Pad(new Rune((int)number).ToString(), spec)
                    : throw new ValueException("%c arg not in range(0x110000)");
            case 'f' or 'F':
                var precision = spec.Precision ?? 6;
                digits = precision > 0 ? $"{digits}.{new string('0', precision)}" : WithPoint(digits, spec);
                return PadNumber(sign, string.Empty, digits, spec);
            default:
                return PadNumber(sign, string.Empty, FormatMagnitude(spec, FloatDigits.Of(digits)), spec);
        }
    }

    private static string FormatFloat(in PrintfSpec spec, double number)
    {
        if (spec.Type is not ('s' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G'))
        {
            throw Unsupported("float", spec);
        }

        var sign = double.IsNegative(number) ? "-" : spec.Type == 's' ? spec.PositiveSign.Trim('+') : spec.PositiveSign;
        var isUpper = char.IsAsciiLetterUpper(spec.Type);
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number)
                ? PadNumber(string.Empty, string.Empty, isUpper ? "NAN" : "nan", spec)
                : PadNumber(sign, string.Empty, isUpper ? "INF" : "inf", spec);
        }

        if (number == 0 && (spec.Type is 's' or 'g' or 'G'))
        {
            return PadNumber(sign, string.Empty, "0", spec);
        }

        var text = FormatMagnitude(spec, FloatDigits.Of(Math.Abs(number)));
        return PadNumber(sign, string.Empty, spec.Type == 's' && !text.AsSpan().ContainsAny('.', 'e') ? $"{text}.0" : text, spec);
    }

    private static string FormatMagnitude(in PrintfSpec spec, FloatDigits digits)
    {
        var precision = spec.Precision ?? 6;
        switch (spec.Type)
        {
            case 'f' or 'F':
                return WithPoint(digits.Fixed(precision), spec);
            case 'e' or 'E':
                var (mantissa, exponent) = digits.Scientific(precision);
                return WithPoint(mantissa, spec) + Exponent(exponent, spec.Type);
            default:
                precision = Math.Max(precision, 1);
                (mantissa, exponent) = digits.Scientific(precision - 1);
                return exponent >= -4 && exponent < precision
                    ? WithoutZeros(digits.Fixed(precision - 1 - exponent), spec)
                    : WithoutZeros(mantissa, spec) + Exponent(exponent, spec.Type == 'G' ? 'E' : 'e');
        }
    }

    private static string Exponent(int exponent, char letter) =>
        string.Create(CultureInfo.InvariantCulture, $"{letter}{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");

    private static string WithPoint(string digits, in PrintfSpec spec) =>
        spec is { Precision: 0, IsAlternate: true } ? $"{digits}." : digits;

    private static string WithoutZeros(string digits, in PrintfSpec spec) =>
        !spec.IsAlternate && digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;

    private static string ToOctal(UInt128 number)
    {
        var digits = new StringBuilder();
        do
        {
            digits.Insert(0, (char)('0' + (int)(number & 7)));
            number >>= 3;
        }
        while (number != 0);
        return digits.ToString();
    }

    private static string PadNumber(string sign, string prefix, string digits, in PrintfSpec spec)
    {
        prefix = spec.IsAlternate ? prefix : string.Empty;
        return spec.IsZeroPadded
            ? sign + prefix + digits.PadLeft(Math.Max(0, spec.Width!.Value - sign.Length - prefix.Length), '0')
            : Pad(sign + prefix + digits, spec);
    }

    private static string Pad(string text, in PrintfSpec spec)
    {
        var filler = new string(' ', Math.Max(0, (spec.Width ?? 0) - text.Length));
        return spec.IsLeft ? text + filler : filler + text;
    }

    private static ValueException Unsupported(string kind, in PrintfSpec spec) =>
        new($"a {kind} cannot be formatted with conversion type '{spec.Type}'");
}
