using System.Collections.Frozen;
using TensorZero.Embedded.Templates.Filters;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Functions;

/// <summary>The functions that every template can call, unless a variable hides them.</summary>
internal static class GlobalFunctions
{
    private static readonly FrozenDictionary<string, Value> Functions = new Dictionary<string, Value>
    {
        ["range"] = Function("range", Range),
        ["dict"] = Function("dict", Dict),
        ["debug"] = Function("debug", Debug),
        ["namespace"] = Function("namespace", Namespace),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Functions.Keys;

    /// <summary>The function, or undefined.</summary>
    public static Value Find(string name) => Functions.GetValueOrDefault(name);

    private static Value Function(string name, Filter function) =>
        Value.Of(new FunctionObject($"minijinja::functions::builtins::{name}", function));

    private static Value Range(in Arguments arguments)
    {
        arguments.AtMost(3);
        var first = Bound(arguments.Required(0));
        var second = arguments.Optional(1) is { } upper ? Bound(upper) : (long?)null;
        var step = arguments.Optional(2) is { } given ? Bound(given) : 1;
        if (step == 0)
        {
            throw new ValueException("cannot create range with step of 0");
        }

        var (start, end) = second is null ? (0, first) : (first, second.Value);
        var distance = step > 0 ? (Int128)end - start : (Int128)start - end;
        var count = distance <= 0 ? 0 : (distance + Int128.Abs(step) - 1) / Int128.Abs(step);
        return count <= arguments.Budget.Limits.RangeItems
            ? Value.Of(new RangeObject(start, step, (int)count))
            : throw new ValueException("range has too many elements");
    }

    private static long Bound(in Value value)
    {
        var number = Arguments.ToInteger(value);
        return number >= long.MinValue && number <= long.MaxValue
            ? (long)number
            : throw new ValueException("cannot convert number to a bound of a range: it is too large");
    }

    private static Value Dict(in Arguments arguments)
    {
        var positional = arguments.WithoutKeywords(out _);
        positional.AtMost(1);
        var map = new SortedMap(arguments.Budget);
        if (positional.Optional(0) is { } source)
        {
            Copy(source, map, arguments.Budget);
        }

        if (positional.Count < arguments.Count)
        {
            Copy(arguments.Required(positional.Count), map, arguments.Budget);
        }

        return Value.Of(map);
    }

    private static void Copy(in Value source, SortedMap target, Budget budget)
    {
        if (source.Object is not { Kind: ValueKind.Map } map)
        {
            throw new ValueException($"cannot convert {source.Kind.Describe()} into a map");
        }

        foreach (var key in map.Items(budget)!)
        {
            budget.ChargeStep();
            map.TryGet(key, budget, out var value);
            target.Set(key, value);
        }
    }

    /// <summary>The arguments, pretty-printed. Without arguments it prints nothing: the engine's state is no template's business.</summary>
    private static Value Debug(in Arguments arguments)
    {
        if (arguments.Count == 0)
        {
            return Value.EmptyText;
        }

        var value = arguments.Count == 1 ? arguments.Input : ListObject.List(arguments.Rest(0));
        var output = arguments.Context.Output;
        output.BeginCapture();
        ValueLiteral.Write(value, output, arguments.Budget, isIndented: true);
        return Value.Of(output.EndCapture());
    }

    private static Value Namespace(in Arguments arguments)
    {
        arguments.AtMost(1);
        var result = new NamespaceObject();
        if (arguments.Optional(0) is not { } defaults)
        {
            return Value.Of(result);
        }

        if (defaults.Object is not { Kind: ValueKind.Map } map)
        {
            throw new ValueException($"expected object or keyword arguments, got {defaults.Kind.Describe()}");
        }

        foreach (var key in map.Items(arguments.Budget)!)
        {
            if (key.TryGetText(out var name))
            {
                map.TryGet(key, arguments.Budget, out var value);
                result.Set(name, value);
            }
        }

        return Value.Of(result);
    }
}
