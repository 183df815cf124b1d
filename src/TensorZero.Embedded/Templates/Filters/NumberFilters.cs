using System.Globalization;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

internal static class NumberFilters
{
    public static Value Abs(in Arguments arguments)
    {
        arguments.AtMost(1);
        var value = arguments.Input;
        return value.Form switch
        {
            ValueForm.Float => Value.Of(Math.Abs(value.AsFloat)),
            ValueForm.Unsigned => value,
            ValueForm.Integer or ValueForm.Wide when value.TryGetInteger(out var number) =>
                number >= 0 ? value : Arithmetic.Negate(value),
            _ => throw new ValueException("cannot get absolute value"),
        };
    }

    public static Value Int(in Arguments arguments)
    {
        arguments.AtMost(1);
        var value = arguments.Input;
        RequireDefined(value);
        if (value.TryGetText(out var text))
        {
            return Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)
                ? Value.Of(parsed)
                : Truncate(ParseFloat(text));
        }

        return value.Kind switch
        {
            ValueKind.Undefined or ValueKind.None => Value.Of(0L),
            ValueKind.Bool => Value.Of(value.IsTrue ? 1L : 0L),
            ValueKind.Number => value.Form == ValueForm.Float ? Truncate(value.AsFloat) : value,
            _ => throw new ValueException($"cannot convert {value.Kind.Describe()} to integer"),
        };
    }

    public static Value Float(in Arguments arguments)
    {
        arguments.AtMost(1);
        var value = arguments.Input;
        RequireDefined(value);
        if (value.TryGetText(out var text))
        {
            return Value.Of(ParseFloat(text));
        }

        if (value.Kind is ValueKind.Undefined or ValueKind.None)
        {
            return Value.Of(0.0);
        }

        return value.TryGetFloat(out var number)
            ? Value.Of(number)
            : throw new ValueException($"cannot convert {value.Kind.Describe()} to float");
    }

    public static Value Round(in Arguments arguments)
    {
        arguments.AtMost(2);
        var value = arguments.Input;
        var precision = (int)Int128.Clamp(arguments.OptionalInteger(1) ?? 0, -400, 400);
        if (value.IsInteger)
        {
            return value;
        }

        if (value.Form != ValueForm.Float)
        {
            throw new ValueException($"cannot round value ({value.Kind.Describe()})");
        }

        var scale = Math.Pow(10, precision);
        return Value.Of(Math.Round(scale * value.AsFloat, MidpointRounding.AwayFromZero) / scale);
    }

    public static Value Sum(in Arguments arguments)
    {
        arguments.AtMost(1);
        var total = Value.Of(0L);
        foreach (var item in Access.Iterate(arguments.Input, arguments.Budget))
        {
            arguments.Budget.ChargeStep();
            if (item.IsUndefined)
            {
                continue;
            }

            total = item.IsNumber
                ? Arithmetic.Add(total, item, arguments.Budget)
                : throw new ValueException($"can only sum numbers, got {item.Kind.Describe()}");
        }

        return total;
    }

    public static Value Bool(in Arguments arguments)
    {
        arguments.AtMost(1);
        return Value.Of(arguments.Input.ToCondition());
    }

    private static void RequireDefined(in Value value)
    {
        if (value.IsStrictUndefined)
        {
            throw ValueException.UndefinedValue();
        }
    }

    private static Value Truncate(double number) => Value.Of(
        double.IsNaN(number) ? 0 :
        number >= 1.7014118346046923E38 ? Int128.MaxValue :
        number <= -1.7014118346046923E38 ? Int128.MinValue : (Int128)number);

    private static double ParseFloat(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) && !text.AsSpan().ContainsAny("∞"))
        {
            return number;
        }

        return text.TrimStart('+', '-').ToUpperInvariant() switch
        {
            "INF" or "INFINITY" => text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            "NAN" => double.NaN,
            _ => throw new ValueException("cannot convert the text to a number"),
        };
    }
}
