using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>Filters that make one sequence or map of several.</summary>
internal static class CombiningFilters
{
    /// <summary>Maps merge, the last one winning; lists and anything else iterable follow each other.</summary>
    public static Value Chain(in Arguments arguments)
    {
        var values = arguments.Rest(0);
        if (Array.TrueForAll(values, static value => value.Kind == ValueKind.Map))
        {
            return Merge(values, arguments.Budget);
        }

        var items = new List<Value>();
        foreach (var value in values)
        {
            var part = Access.IterateLeniently(value, arguments.Budget);
            arguments.Budget.ChargeSteps(part.Length);
            items.AddRange(part);
        }

        return Array.TrueForAll(values, static value => value.Kind == ValueKind.Sequence)
            ? ListObject.List([.. items])
            : ListObject.UnsizedIterator([.. items]);
    }

    public static Value Zip(in Arguments arguments)
    {
        var values = arguments.Rest(0);
        var columns = new Value[values.Length][];
        var isSized = true;
        for (var i = 0; i < values.Length; i++)
        {
            columns[i] = Access.TryIterate(values[i], arguments.Budget)
                ?? throw new ValueException($"zip filter argument must be iterable, got {values[i].Kind.Describe()}");
            isSized &= Access.Length(values[i]) is not null;
        }

        var rows = new Value[columns.Min(static column => column.Length)];
        arguments.Budget.ChargeSteps((long)rows.Length * columns.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = ListObject.List(Array.ConvertAll(columns, column => column[i]));
        }

        return isSized ? ListObject.Iterator(rows) : ListObject.UnsizedIterator(rows);
    }

    /// <summary>The pairs of a map.</summary>
    public static Value Items(in Arguments arguments)
    {
        arguments.AtMost(1);
        return arguments.Input.Kind == ValueKind.Map
            ? ListObject.Iterator(Pairs(arguments.Input.Object!, arguments.Budget))
            : throw new ValueException("cannot convert value into pairs");
    }

    internal static Value[] Pairs(TemplateObject map, Budget budget)
    {
        var keys = map.Items(budget)!;
        budget.ChargeSteps(keys.Length);
        return Array.ConvertAll(keys, key =>
        {
            map.TryGet(key, budget, out var value);
            return ListObject.List(key, value);
        });
    }

    private static Value Merge(Value[] maps, Budget budget)
    {
        var merged = new SortedMap(budget);
        foreach (var map in maps)
        {
            foreach (var key in map.Object!.Items(budget)!)
            {
                budget.ChargeStep();
                map.Object!.TryGet(key, budget, out var value);
                if (!value.IsUndefined || !merged.TryGet(key, budget, out _))
                {
                    merged.Set(key, value);
                }
            }
        }

        return Value.Of(merged);
    }
}
