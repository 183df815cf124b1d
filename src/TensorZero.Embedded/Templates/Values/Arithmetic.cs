namespace TensorZero.Embedded.Templates.Values;

/// <summary>The arithmetic operators. Integers are 128 bits wide and never wrap; division and modulo are Euclidean.</summary>
internal static class Arithmetic
{
    public static Value Add(in Value a, in Value b, Budget budget)
    {
        if (IsSequence(a) && IsSequence(b))
        {
            return Chain(a.Object!, b.Object!, budget);
        }

        if (a.TryGetText(out var left) && b.TryGetText(out var right))
        {
            budget.ChargeCharacters(left.Length + right.Length);
            return Value.Of(string.Concat(left, right));
        }

        return Calculate(a, b, "+", static (x, y) => checked(x + y), static (x, y) => x + y);
    }

    public static Value Subtract(in Value a, in Value b, Budget budget) =>
        Calculate(a, b, "-", static (x, y) => checked(x - y), static (x, y) => x - y);

    public static Value Multiply(in Value a, in Value b, Budget budget)
    {
        if (a.IsString || b.IsString)
        {
            return a.IsString ? RepeatText(a, b, budget) : RepeatText(b, a, budget);
        }

        if (IsSequence(a) || IsSequence(b))
        {
            return IsSequence(a) ? RepeatSequence(a.Object!, b) : RepeatSequence(b.Object!, a);
        }

        return Calculate(a, b, "*", static (x, y) => checked(x * y), static (x, y) => x * y);
    }

    public static Value Divide(in Value a, in Value b, Budget budget) =>
        a.TryGetFloat(out var x) && b.TryGetFloat(out var y) ? Value.Of(x / y) : throw Unsupported("/", a, b);

    public static Value FloorDivide(in Value a, in Value b, Budget budget) => Calculate(a, b, "//", FloorDivide, FloorDivide);

    public static Value Remainder(in Value a, in Value b, Budget budget) => Calculate(a, b, "%", Remainder, static (x, y) => x % y);

    public static Value Power(in Value a, in Value b, Budget budget) => Calculate(a, b, "**", Power, Math.Pow);

    public static Value Negate(in Value value)
    {
        if (value.Form == ValueForm.Float)
        {
            return Value.Of(-value.AsFloat);
        }

        if (!value.IsInteger || !value.TryGetInteger(out var number))
        {
            throw new ValueException($"cannot negate a value of type {value.Kind.Describe()}");
        }

        return number == Int128.MinValue ? throw new ValueException("overflow") : Value.Of(-number);
    }

    private static bool IsSequence(in Value value) => value.Object?.Kind is ValueKind.Sequence or ValueKind.Iterator;

    private static Value Calculate(
        in Value a, in Value b, string symbol, Func<Int128, Int128, Int128> integers, Func<double, double, double> floats)
    {
        if (a.Form == ValueForm.Float || b.Form == ValueForm.Float)
        {
            return a.TryGetFloat(out var x) && b.TryGetFloat(out var y) ? Value.Of(floats(x, y)) : throw Unsupported(symbol, a, b);
        }

        if (!a.TryGetInteger(out var left) || !b.TryGetInteger(out var right))
        {
            throw Unsupported(symbol, a, b);
        }

        try
        {
            return Value.Of(integers(left, right));
        }
        catch (ArithmeticException)
        {
            throw new ValueException($"unable to calculate with operator {symbol}: division by zero or a result out of range");
        }
    }

    private static ValueException Unsupported(string symbol, in Value a, in Value b) =>
        new($"tried to use {symbol} operator on unsupported types {a.Kind.Describe()} and {b.Kind.Describe()}");

    private static Int128 FloorDivide(Int128 a, Int128 b)
    {
        var quotient = checked(a / b);
        return a - (quotient * b) >= 0 ? quotient : b > 0 ? quotient - 1 : quotient + 1;
    }

    private static double FloorDivide(double a, double b)
    {
        var quotient = Math.Truncate(a / b);
        return a % b >= 0 || double.IsNaN(a % b) ? quotient : b > 0 ? quotient - 1 : quotient + 1;
    }

    private static Int128 Remainder(Int128 a, Int128 b)
    {
        var remainder = a - (checked(a / b) * b);
        return remainder >= 0 ? remainder : remainder + Int128.Abs(b);
    }

    private static Int128 Power(Int128 value, Int128 exponent)
    {
        if (exponent < 0 || exponent > uint.MaxValue)
        {
            throw new OverflowException();
        }

        Int128 result = 1;
        for (var bits = (uint)exponent; bits != 0; bits >>= 1)
        {
            result = (bits & 1) != 0 ? checked(result * value) : result;
            value = bits > 1 ? checked(value * value) : value;
        }

        return result;
    }

    private static Value Chain(TemplateObject a, TemplateObject b, Budget budget)
    {
        var (left, right) = (a.Items(budget)!, b.Items(budget)!);
        budget.ChargeSteps(left.Length + right.Length);
        Value[] items = [.. left, .. right];
        return a.Length is null || b.Length is null ? ListObject.UnsizedIterator(items) : ListObject.Iterator(items);
    }

    private static Value RepeatText(in Value text, in Value times, Budget budget)
    {
        if (!times.TryGetInteger(out var count) || count < 0)
        {
            throw new ValueException("strings can only be multiplied with integers");
        }

        text.TryGetText(out var once);
        if (once.Length == 0 || count == 0)
        {
            return Value.EmptyText;
        }

        budget.ChargeCharacters((long)Int128.Min(count, int.MaxValue) * once.Length);
        return Value.Of(string.Concat(Enumerable.Repeat(once, (int)count)));
    }

    private static Value RepeatSequence(TemplateObject sequence, in Value times)
    {
        if (!times.TryGetInteger(out var count) || count < 0)
        {
            throw new ValueException("sequences and iterables can only be multiplied with integers");
        }

        var length = sequence.Length ?? throw new ValueException("cannot repeat unsized iterables");
        if (length == 0)
        {
            return ListObject.Iterator([]);
        }

        return count * length <= Array.MaxLength
            ? Value.Of(new RepeatObject(sequence, length, (int)count))
            : throw new ValueException("the repeated sequence is too long");
    }
}
