using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>The arguments of a call. Keyword arguments become one map, passed last.</summary>
internal sealed class ArgumentList(
    (Expression Value, bool IsSplat)[] positional, (Name? Name, Expression Value)[] keywords, MacroDefinition? caller)
{
    private readonly bool _isSimple = keywords.Length == 0 && caller is null && !Array.Exists(positional, static item => item.IsSplat);

    public bool IsEmpty => _isSimple && positional.Length == 0;

    public int Count => positional.Length + keywords.Length;

    /// <summary>Evaluates all arguments, after <paramref name="first"/> when there is one: the input of a filter or test.</summary>
    public Value[] Evaluate(RenderContext context, in Value? first)
    {
        var offset = first is null ? 0 : 1;
        if (!_isSimple)
        {
            return EvaluateAll(context, first);
        }

        if (positional.Length + offset == 0)
        {
            return [];
        }

        var values = new Value[positional.Length + offset];
        if (first is { } input)
        {
            values[0] = input;
        }

        for (var i = 0; i < positional.Length; i++)
        {
            values[i + offset] = positional[i].Value.Evaluate(context);
        }

        return values;
    }

    private Value[] EvaluateAll(RenderContext context, in Value? first)
    {
        var values = new List<Value>();
        if (first is { } input)
        {
            values.Add(input);
        }

        foreach (var (argument, isSplat) in positional)
        {
            var value = argument.Evaluate(context);
            if (!isSplat)
            {
                values.Add(value);
                continue;
            }

            var items = Access.IterateLeniently(value, context.Budget);
            context.Budget.ChargeSteps(items.Length);
            values.AddRange(items);
        }

        if (keywords.Length > 0 || caller is not null)
        {
            values.Add(Value.Of(EvaluateKeywords(context)));
        }

        return [.. values];
    }

    private SortedMap EvaluateKeywords(RenderContext context)
    {
        var map = new SortedMap(context.Budget, isKeywords: true);
        foreach (var (name, argument) in keywords)
        {
            var value = argument.Evaluate(context);
            if (name is not null)
            {
                map.Set(name.Text, value);
            }
            else
            {
                Merge(map, value, context);
            }
        }

        if (caller is not null)
        {
            map.Set("caller", Value.Of(caller.Declare(context)));
        }

        return map;
    }

    private static void Merge(SortedMap map, in Value value, RenderContext context)
    {
        if (value.IsStrictUndefined)
        {
            throw ValueException.UndefinedValue();
        }

        if (value.Object is not { Kind: ValueKind.Map } source)
        {
            throw new ValueException($"attempted to apply keyword arguments from non map (got {value.Kind.Describe()})");
        }

        var keys = source.Items(context.Budget)!;
        context.Budget.ChargeSteps(keys.Length);
        foreach (var key in keys)
        {
            source.TryGet(key, context.Budget, out var item);
            map.Set(key, item);
        }
    }
}
