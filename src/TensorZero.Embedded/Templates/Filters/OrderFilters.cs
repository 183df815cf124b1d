using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>Filters that compare items with each other. All sorting is stable.</summary>
internal static class OrderFilters
{
    public static Value Min(in Arguments arguments) => Extreme(arguments, sign: -1);

    public static Value Max(in Arguments arguments) => Extreme(arguments, sign: 1);

    public static Value Sort(in Arguments arguments)
    {
        var positional = arguments.WithoutKeywords(out var keywords);
        positional.AtMost(1);
        var budget = arguments.Budget;
        var items = SequenceFilters.ToItems(positional.Input, positional);
        var order = new ValueOrder(arguments.Context, keywords.GetBool("case_sensitive"), keywords.GetBool("reverse"));
        var attribute = keywords.GetString("attribute");
        keywords.AssertAllUsed();
        if (attribute is null)
        {
            return ListObject.List([.. items.Order(order)]);
        }

        var paths = attribute.Split(',').Where(static path => path.Length > 0).Select(static path => path.Trim()).ToArray();
        Func<Value, Value> key = paths.Length > 1
            ? item => ListObject.List(Array.ConvertAll(paths, path => Access.PathOrDefault(item, path, Value.Undefined, budget)))
            : item => Access.PathOrDefault(item, paths.Length == 1 ? paths[0] : attribute, Value.Undefined, budget);
        return ListObject.List([.. items.OrderBy(key, order)]);
    }

    public static Value DictSort(in Arguments arguments)
    {
        var positional = arguments.WithoutKeywords(out var keywords);
        positional.AtMost(1);
        if (positional.Input is not { Kind: ValueKind.Map, Object: { } map })
        {
            throw new ValueException("cannot convert value into pair list");
        }

        var budget = arguments.Budget;
        var column = keywords.GetString("by") == "value" ? 1 : 0;
        var order = new ValueOrder(arguments.Context, keywords.GetBool("case_sensitive"), keywords.GetBool("reverse"));
        keywords.AssertAllUsed();
        var pairs = CombiningFilters.Pairs(map, budget);
        return ListObject.List([.. pairs.OrderBy(pair => pair.Object!.Items(budget)![column], order)]);
    }

    public static Value Unique(in Arguments arguments)
    {
        var positional = arguments.WithoutKeywords(out var keywords);
        positional.AtMost(1);
        var attribute = keywords.GetString("attribute");
        var isCaseSensitive = keywords.GetBool("case_sensitive");
        keywords.AssertAllUsed();
        var seen = new SortedSet<Value>(arguments.Context.Comparer);
        var unique = new List<Value>();
        foreach (var item in SequenceFilters.ToItems(positional.Input, positional))
        {
            var key = attribute is null ? item : Access.PathOrDefault(item, attribute, Value.Undefined, arguments.Budget);
            if (!isCaseSensitive && key.TryGetText(out var text))
            {
                key = Value.Of(LetterCase.ToLower(text));
            }

            if (seen.Add(key))
            {
                unique.Add(item);
            }
        }

        return ListObject.List([.. unique]);
    }

    public static Value GroupBy(in Arguments arguments)
    {
        var positional = arguments.WithoutKeywords(out var keywords);
        positional.AtMost(2);
        var budget = arguments.Budget;
        var otherwise = keywords.Get("default") ?? Value.Undefined;
        var order = new ValueOrder(arguments.Context, keywords.GetBool("case_sensitive"));
        var attribute = positional.OptionalString(1) ?? keywords.GetString("attribute") ?? throw ValueException.MissingArgument();
        keywords.AssertAllUsed();
        var items = Access.IterateLeniently(positional.Input, budget);
        budget.ChargeSteps(items.Length);
        var keyed = items.Select(item => (Key: Access.PathOrDefault(item, attribute, otherwise, budget), Item: item));
        var groups = new List<(Value Key, List<Value> Items)>();
        foreach (var (key, item) in keyed.OrderBy(static pair => pair.Key, order))
        {
            if (groups.Count == 0 || order.Compare(groups[^1].Key, key) != 0)
            {
                groups.Add((key, []));
            }

            // A group is named after its last item, which differs from the first in case only.
            groups[^1].Items.Add(item);
            groups[^1] = (key, groups[^1].Items);
        }

        return ListObject.List([.. groups.Select(static group => Value.Of(new GroupObject(group.Key, [.. group.Items])))]);
    }

    private static Value Extreme(in Arguments arguments, int sign)
    {
        arguments.AtMost(1);
        var items = SequenceFilters.ToItems(arguments.Input, arguments);
        var best = items.Length > 0 ? items[0] : Value.Undefined;
        foreach (var item in items.AsSpan(Math.Min(1, items.Length)))
        {
            // Of equal items the first is the least and the last the greatest.
            var order = arguments.Context.Comparer.Compare(item, best) * sign;
            if (order > 0 || (order == 0 && sign > 0))
            {
                best = item;
            }
        }

        return best;
    }
}
