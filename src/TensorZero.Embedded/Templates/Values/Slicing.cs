using System.Text;

namespace TensorZero.Embedded.Templates.Values;

/// <summary><c>value[start:stop:step]</c> of strings (by Unicode character) and sequences.</summary>
internal static class Slicing
{
    public static Value Slice(in Value value, in Value start, in Value stop, in Value step, Budget budget)
    {
        if (value.IsStrictUndefined)
        {
            throw ValueException.UndefinedValue();
        }

        var from = Bound(start);
        var to = Bound(stop);
        var stride = Bound(step) ?? 1;
        if (stride == 0)
        {
            throw new ValueException("cannot slice by step size of 0");
        }

        if (value.TryGetText(out var text))
        {
            var characters = Characters.Of(text, budget);
            var result = new StringBuilder();
            foreach (var index in Indexes(from, to, stride, characters.Length, sized: true))
            {
                result.Append(characters[index]);
            }

            return Value.Of(result.ToString());
        }

        if (value.Kind is ValueKind.Undefined or ValueKind.None)
        {
            return ListObject.List();
        }

        if (value.Object is not { Kind: ValueKind.Sequence or ValueKind.Iterator } sequence)
        {
            throw new ValueException($"value of type {value.Kind.Describe()} cannot be sliced");
        }

        var items = sequence.Items(budget)!;
        var isSized = sequence.Length is not null;
        var chosen = new List<Value>();
        foreach (var index in Indexes(from, to, stride, items.Length, isSized))
        {
            chosen.Add(items[index]);
        }

        budget.ChargeSteps(items.Length);
        return isSized || chosen.Count == 0 ? ListObject.Iterator([.. chosen]) : ListObject.UnsizedIterator([.. chosen]);
    }

    private static long? Bound(in Value value)
    {
        if (value.IsNone)
        {
            return null;
        }

        return value.TryGetInteger(out var number) && number >= long.MinValue && number <= long.MaxValue
            ? (long)Int128.Clamp(number, int.MinValue, int.MaxValue)
            : throw new ValueException($"cannot convert {value.Kind.Describe()} to i64");
    }

    // An iterator of unknown length counts as empty for bounds taken from its end, as in the original.
    private static IEnumerable<int> Indexes(long? start, long? stop, long step, int length, bool sized)
    {
        if (step > 0)
        {
            var end = sized ? length : 0;
            var first = start is < 0 ? Math.Max(0, end + start.Value) : start ?? 0;
            var last = stop is null ? end : stop < 0 ? Math.Max(0, end + stop.Value) : stop.Value;
            for (var i = first; i < Math.Min(last, length); i += step)
            {
                yield return (int)i;
            }
        }
        else
        {
            var first = start is null || start >= length ? length - 1 : start >= 0 ? start.Value : Math.Max(0, length + start.Value);
            var last = stop is null ? 0 : stop < 0 ? Math.Max(0, length + stop.Value) : stop.Value;

            // A stop of 0 includes the first item: the original does not tell it from an absent stop.
            for (var i = first; i >= 0 && (last == 0 || i > last); i += step)
            {
                yield return (int)i;
            }
        }
    }
}
