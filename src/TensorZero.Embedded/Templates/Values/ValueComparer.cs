namespace TensorZero.Embedded.Templates.Values;

/// <summary>
/// Equality and order of values: kinds sort by <see cref="ValueKind"/>, numbers by value whatever their form, texts by code
/// point, sequences and maps item by item. Only containers draw on the budget.
/// </summary>
internal sealed class ValueComparer(Budget budget) : IComparer<Value>
{
    public bool AreEqual(in Value a, in Value b)
    {
        if (a.Form == ValueForm.JsonText && b.Form == ValueForm.Text && b.TryGetText(out var literal))
        {
            return a.AsJson.ValueEquals(literal);
        }

        if (a.TryGetText(out var left))
        {
            return b.TryGetText(out var right) && left == right;
        }

        if (a.Object is { } first)
        {
            return b.Object is { } second && AreEqual(first, second);
        }

        return a.Kind is ValueKind.Undefined or ValueKind.None ? a.Kind == b.Kind : AreEqualNumbers(a, b);
    }

    public int Compare(Value x, Value y)
    {
        var kinds = x.Kind.CompareTo(y.Kind);
        if (kinds != 0)
        {
            return kinds;
        }

        return x.Kind switch
        {
            ValueKind.Undefined or ValueKind.None => 0,
            ValueKind.String => CompareTexts(x, y),
            ValueKind.Bool or ValueKind.Number => CompareNumbers(x, y),
            _ => CompareObjects(x.Object!, y.Object!),
        };
    }

    private static bool AreEqualNumbers(in Value a, in Value b)
    {
        if (a.Form == ValueForm.Float || b.Form == ValueForm.Float)
        {
            return TryGetExactFloat(a, out var x) && TryGetExactFloat(b, out var y) && x == y;
        }

        return a.Form == ValueForm.Unsigned
            ? b.Form == ValueForm.Unsigned && (UInt128)a.AsWide == (UInt128)b.AsWide
            : a.TryGetInteger(out var left) && b.TryGetInteger(out var right) && left == right;
    }

    private static int CompareTexts(in Value x, in Value y)
    {
        x.TryGetText(out var left);
        y.TryGetText(out var right);
        return TextOrder.Compare(left, right);
    }

    private static int CompareNumbers(in Value x, in Value y)
    {
        if (x.Form == ValueForm.Float || y.Form == ValueForm.Float)
        {
            x.TryGetFloat(out var left);
            y.TryGetFloat(out var right);
            return CompareTotally(left, right);
        }

        return (x.Form == ValueForm.Unsigned, y.Form == ValueForm.Unsigned) switch
        {
            (true, true) => ((UInt128)x.AsWide).CompareTo((UInt128)y.AsWide),
            (true, false) => 1,
            (false, true) => -1,
            _ => x.TryGetInteger(out var a) && y.TryGetInteger(out var b) ? a.CompareTo(b) : 0,
        };
    }

    // IEEE 754 total order: negative zero before zero, NaN after infinity.
    private static int CompareTotally(double x, double y)
    {
        var left = BitConverter.DoubleToInt64Bits(x);
        var right = BitConverter.DoubleToInt64Bits(y);
        left ^= (long)((ulong)(left >> 63) >> 1);
        right ^= (long)((ulong)(right >> 63) >> 1);
        return left.CompareTo(right);
    }

    private static bool TryGetExactFloat(in Value value, out double number)
    {
        if (!value.TryGetFloat(out number))
        {
            return false;
        }

        return value.Form switch
        {
            ValueForm.Integer => (Int128)number == value.AsInteger,
            ValueForm.Wide => (Int128)number == (Int128)value.AsWide,
            ValueForm.Unsigned => (UInt128)number == (UInt128)value.AsWide,
            _ => true,
        };
    }

    private bool AreEqual(TemplateObject a, TemplateObject b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a.Kind == ValueKind.Map || b.Kind == ValueKind.Map)
        {
            return a.Kind == b.Kind && AreEqualMaps(a, b);
        }

        if (a.Kind == ValueKind.Plain || b.Kind == ValueKind.Plain)
        {
            return a.Kind == b.Kind && a.Text == b.Text;
        }

        var (left, right) = (Enter(a), Enter(b));
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (!AreEqual(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool AreEqualMaps(TemplateObject a, TemplateObject b)
    {
        var keys = Enter(a);
        if (keys.Length != Enter(b).Length)
        {
            return false;
        }

        foreach (var key in keys)
        {
            a.TryGet(key, budget, out var left);
            if (!b.TryGet(key, budget, out var right) || !AreEqual(left, right))
            {
                return false;
            }
        }

        return true;
    }

    private int CompareObjects(TemplateObject a, TemplateObject b)
    {
        if (ReferenceEquals(a, b))
        {
            return 0;
        }

        if (a.Kind == ValueKind.Plain)
        {
            return TextOrder.Compare(a.Text, b.Text);
        }

        var (left, right) = (Enter(a), Enter(b));
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = Compare(left[i], right[i]);
            if (order == 0 && a.Kind == ValueKind.Map)
            {
                a.TryGet(left[i], budget, out var leftItem);
                b.TryGet(right[i], budget, out var rightItem);
                order = Compare(leftItem, rightItem);
            }

            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private Value[] Enter(TemplateObject container)
    {
        Budget.EnsureStack();
        var items = container.Items(budget) ?? [];
        budget.ChargeSteps(items.Length + 1);
        return items;
    }
}
