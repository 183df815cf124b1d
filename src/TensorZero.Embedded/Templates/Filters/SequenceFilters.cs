using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

internal static class SequenceFilters
{
    public static Value Default(in Arguments arguments)
    {
        arguments.AtMost(3);
        var value = arguments.Input;
        var otherwise = arguments.Count > 1 ? arguments.Required(1) : Value.EmptyText;
        var alsoWhenFalse = arguments.Count > 2 && arguments.Required(2).ToCondition();
        return value.IsUndefined || (alsoWhenFalse && !value.IsTrue) ? otherwise : value;
    }

    public static Value Length(in Arguments arguments)
    {
        arguments.AtMost(1);
        return Access.Length(arguments.Input) is { } length
            ? Value.Of((long)length)
            : throw new ValueException($"cannot calculate length of value of type {arguments.Input.Kind.Describe()}");
    }

    public static Value Attr(in Arguments arguments)
    {
        arguments.AtMost(2);
        return Access.Item(arguments.Input, arguments.Required(1), arguments.Budget);
    }

    public static Value First(in Arguments arguments)
    {
        arguments.AtMost(1);
        if (arguments.Input.TryGetText(out var text))
        {
            return Characters.First(text);
        }

        var items = arguments.Input.Object?.Items(arguments.Budget) ?? throw new ValueException("cannot get first item from value");
        return items.Length > 0 ? items[0] : Value.Undefined;
    }

    public static Value Last(in Arguments arguments)
    {
        arguments.AtMost(1);
        if (arguments.Input.TryGetText(out var text))
        {
            return Characters.Last(text);
        }

        var items = arguments.Input.Kind is ValueKind.Sequence or ValueKind.Iterator
            ? arguments.Input.Object!.Items(arguments.Budget)!
            : throw new ValueException("cannot get last item from value");
        return items.Length > 0 ? items[^1] : Value.Undefined;
    }

    public static Value List(in Arguments arguments)
    {
        arguments.AtMost(1);
        return ListObject.List(ToItems(arguments.Input, arguments));
    }

    public static Value Join(in Arguments arguments)
    {
        arguments.AtMost(2);
        var value = arguments.Input;
        var joiner = arguments.OptionalText(1) ?? string.Empty;
        if (value.IsUndefined || value.IsNone)
        {
            return Value.EmptyText;
        }

        var items = Access.TryIterate(value, arguments.Budget)
            ?? throw new ValueException($"cannot join value of type {value.Kind.Describe()}");
        arguments.Budget.ChargeSteps(items.Length);
        arguments.Budget.ChargeCharacters((long)joiner.Length * items.Length);
        var output = arguments.Context.Output;
        output.BeginCapture();
        for (var i = 0; i < items.Length; i++)
        {
            output.Write(i == 0 ? string.Empty : joiner);
            ValueText.Write(items[i], output, arguments.Budget);
        }

        return Value.Of(output.EndCapture());
    }

    public static Value Reverse(in Arguments arguments)
    {
        arguments.AtMost(1);
        var value = arguments.Input;
        if (value.IsUndefined || value.IsNone)
        {
            return value;
        }

        if (value.TryGetText(out var text))
        {
            arguments.Budget.ChargeCharacters(text.Length);
            return Value.Of(Characters.Reverse(text));
        }

        var items = value.Object?.Items(arguments.Budget)
            ?? throw new ValueException($"cannot reverse values of type {value.Kind.Describe()}");
        arguments.Budget.ChargeSteps(items.Length);
        Value[] reversed = [.. items];
        if (value.Object is not (JsonMap or SortedMap))
        {
            // The keys of a map keep their order: the original's iterator over a map does not turn round.
            Array.Reverse(reversed);
        }

        return ListObject.Iterator(reversed);
    }

    /// <summary>Rows of a fixed length.</summary>
    public static Value Batch(in Arguments arguments)
    {
        arguments.AtMost(3);
        var items = ToItems(arguments.Input, arguments);
        var size = RequireCount(arguments);
        var batches = items.Chunk(size).ToArray();
        if (batches.Length > 0 && arguments.Optional(2) is { } filler)
        {
            arguments.Budget.ChargeSteps(size);
            batches[^1] = [.. batches[^1], .. Enumerable.Repeat(filler, size - batches[^1].Length)];
        }

        return ListObject.List(Array.ConvertAll(batches, static batch => ListObject.List(batch)));
    }

    /// <summary>A fixed number of columns, the first ones longer when the items do not divide evenly.</summary>
    public static Value Slice(in Arguments arguments)
    {
        arguments.AtMost(3);
        var count = RequireCount(arguments);
        var items = ToItems(arguments.Input, arguments);
        arguments.Budget.ChargeSteps(count);
        var (shortest, longer) = Math.DivRem(items.Length, count);
        var slices = new Value[count];
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            var end = start + shortest + (i < longer ? 1 : 0);
            slices[i] = arguments.Optional(2) is { } filler && i >= longer
                ? ListObject.List([.. items[start..end], filler])
                : ListObject.List(items[start..end]);
            start = end;
        }

        return ListObject.List(slices);
    }

    internal static Value[] ToItems(in Value value, in Arguments arguments)
    {
        var items = Access.Iterate(value, arguments.Budget);
        arguments.Budget.ChargeSteps(items.Length);
        return items;
    }

    private static int RequireCount(in Arguments arguments) =>
        arguments.Size(1) is > 0 and var count ? count : throw new ValueException("count cannot be 0");
}
