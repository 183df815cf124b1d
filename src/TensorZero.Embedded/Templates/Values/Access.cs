using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>Attribute and item lookups, iteration, containment: what every kind of value answers in its own way.</summary>
internal static class Access
{
    /// <summary>A missing attribute is undefined; an attribute of something undefined is an error.</summary>
    public static Value Attribute(in Value value, Name name, Budget budget)
    {
        if (value.Object is { } container)
        {
            return container.GetAttribute(name, budget);
        }

        return value.IsUndefined ? throw ValueException.UndefinedValue() : Value.Undefined;
    }

    public static Value Item(in Value value, in Value key, Budget budget)
    {
        if (value.Object is { } container)
        {
            return container.TryGet(key, budget, out var member) ? member : Value.Undefined;
        }

        if (value.TryGetText(out var text) && key.TryGetInteger(out var index))
        {
            return Characters.TryGet(text, index, out var character) ? character : Value.Undefined;
        }

        return value.IsUndefined ? throw ValueException.UndefinedValue() : Value.Undefined;
    }

    /// <summary>Follows a dotted path such as <c>user.names.0</c>, as the <c>attribute</c> arguments of filters give it.</summary>
    public static Value Path(in Value value, string path, Budget budget)
    {
        var current = value;
        foreach (var part in path.Split('.'))
        {
            var key = ulong.TryParse(part, out var index) ? Value.Of((Int128)index) : Value.Of(part);
            current = key.IsInteger || current.Object is not null || current.IsUndefined ? Item(current, key, budget) : Value.Undefined;
        }

        return current;
    }

    public static Value PathOrDefault(in Value value, string path, in Value defaultValue, Budget budget)
    {
        try
        {
            var found = Path(value, path, budget);
            return found.IsUndefined ? defaultValue : found;
        }
        catch (ValueException)
        {
            return defaultValue;
        }
    }

    /// <summary>The items of anything iterable; strict about undefined. The array is shared: never write to it.</summary>
    public static Value[] Iterate(in Value value, Budget budget) =>
        value.IsStrictUndefined ? throw ValueException.UndefinedValue() : IterateLeniently(value, budget);

    public static Value[] IterateLeniently(in Value value, Budget budget) =>
        TryIterate(value, budget) ?? throw new ValueException($"{value.Kind.Describe()} is not iterable");

    public static Value[]? TryIterate(in Value value, Budget budget)
    {
        if (value.TryGetText(out var text))
        {
            return Array.ConvertAll(Characters.Of(text, budget), static character => Value.Of(character));
        }

        return value.Kind is ValueKind.None or ValueKind.Undefined ? [] : value.Object?.Items(budget);
    }

    public static int? Length(in Value value) =>
        value.TryGetText(out var text) ? Characters.Count(text) : value.Object?.Length;

    public static bool Contains(in Value container, in Value value, Budget budget)
    {
        if (container.IsUndefined)
        {
            return false;
        }

        if (container.TryGetText(out var text))
        {
            budget.ChargeSteps(text.Length / 16);
            return text.Contains(ValueText.Of(value, budget), StringComparison.Ordinal);
        }

        if (container.Object is not { } inside)
        {
            throw new ValueException("cannot perform a containment check on this value");
        }

        if (inside.Kind == ValueKind.Map)
        {
            return inside.TryGet(value, budget, out _);
        }

        var comparer = new ValueComparer(budget);
        var items = inside.Items(budget) ?? [];
        budget.ChargeSteps(items.Length);
        foreach (var item in items)
        {
            if (comparer.AreEqual(item, value))
            {
                return true;
            }
        }

        return false;
    }
}
