using System.Collections.Frozen;
using TensorZero.Embedded.Templates.Filters;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Conditions;

/// <summary>All tests by name: what may stand after <c>is</c>.</summary>
internal static class ConditionTable
{
    private static readonly FrozenDictionary<string, Filter> Conditions = new Dictionary<string, Filter>
    {
        ["undefined"] = Of(static value => value.IsUndefined),
        ["defined"] = Of(static value => !value.IsUndefined),
        ["none"] = Of(static value => value.IsNone),
        ["safe"] = Of(static value => value.IsSafe),
        ["escaped"] = Of(static value => value.IsSafe),
        ["boolean"] = Of(static value => value.Kind == ValueKind.Bool),
        ["odd"] = Of(static value => value.TryGetInteger(out var number) && Int128.IsOddInteger(number)),
        ["even"] = Of(static value => value.TryGetInteger(out var number) && Int128.IsEvenInteger(number)),
        ["number"] = Of(static value => value.IsNumber),
        ["integer"] = Of(static value => value.IsInteger),
        ["int"] = Of(static value => value.IsInteger),
        ["float"] = Of(static value => value.Form == ValueForm.Float),
        ["string"] = Of(static value => value.IsString),
        ["sequence"] = Of(static value => value.Kind == ValueKind.Sequence),
        ["iterable"] = Of(static value =>
            value.IsString || value.IsUndefined || value.IsNone || value.Object is { Kind: not ValueKind.Plain }),
        ["mapping"] = Of(static value => value.Kind == ValueKind.Map),
        ["true"] = Of(static value => value.Kind == ValueKind.Bool && value.IsTrue),
        ["false"] = Of(static value => value.Kind == ValueKind.Bool && !value.IsTrue),
        ["divisibleby"] = Comparison(static (value, other, _) => NumberConditions.IsDivisible(value, other)),
        ["sameas"] = Comparison(IsSame),
        ["eq"] = Comparison(static (value, other, context) => context.Comparer.AreEqual(value, other)),
        ["equalto"] = Comparison(static (value, other, context) => context.Comparer.AreEqual(value, other)),
        ["=="] = Comparison(static (value, other, context) => context.Comparer.AreEqual(value, other)),
        ["ne"] = Comparison(static (value, other, context) => !context.Comparer.AreEqual(value, other)),
        ["!="] = Comparison(static (value, other, context) => !context.Comparer.AreEqual(value, other)),
        ["lt"] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) < 0),
        ["lessthan"] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) < 0),
        ["<"] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) < 0),
        ["le"] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) <= 0),
        ["<="] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) <= 0),
        ["gt"] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) > 0),
        ["greaterthan"] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) > 0),
        [">"] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) > 0),
        ["ge"] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) >= 0),
        [">="] = Comparison(static (value, other, context) => context.Comparer.Compare(value, other) >= 0),
        ["in"] = Comparison(IsIn),
        ["startingwith"] = TextConditions.StartingWith,
        ["endingwith"] = TextConditions.EndingWith,
        ["lower"] = TextConditions.Lower,
        ["upper"] = TextConditions.Upper,
        ["filter"] = TextConditions.Filter,
        ["test"] = TextConditions.Test,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Conditions.Keys;

    public static Filter? Find(string name) => Conditions.GetValueOrDefault(name);

    private static Filter Of(Predicate<Value> condition) => (in arguments) =>
    {
        arguments.AtMost(1);
        return Value.Of(condition(arguments.Input));
    };

    private static Filter Comparison(Func<Value, Value, RenderContext, bool> condition) => (in arguments) =>
    {
        arguments.AtMost(2);
        return Value.Of(condition(arguments.Input, arguments.Required(1), arguments.Context));
    };

    private static bool IsSame(Value value, Value other, RenderContext context)
    {
        if (value.Object is not null || other.Object is not null)
        {
            return value.IsSameObject(other);
        }

        return value.Kind == other.Kind && value.IsInteger == other.IsInteger && context.Comparer.AreEqual(value, other);
    }

    private static bool IsIn(Value value, Value container, RenderContext context)
    {
        if (container.IsStrictUndefined)
        {
            throw ValueException.UndefinedValue();
        }

        return (container.IsString || container.IsUndefined || container.Object is not null)
            && Access.Contains(container, value, context.Budget);
    }
}
