using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>
/// The arguments of one call, read by position. Keyword arguments are one more argument at the end, a map, until a filter
/// that knows them takes them off with <see cref="WithoutKeywords"/>.
/// </summary>
internal readonly struct Arguments(RenderContext context, Value[] values, int count)
{
    public Arguments(RenderContext context, Value[] values)
        : this(context, values, values.Length)
    {
    }

    public RenderContext Context => context;

    public Budget Budget => context.Budget;

    public int Count => count;

    /// <summary>The input of a filter or test.</summary>
    public Value Input => Required(0);

    public Value Required(int index) => index < count ? values[index] : throw ValueException.MissingArgument();

    /// <summary>The argument, or null when it is absent, undefined or none.</summary>
    public Value? Optional(int index) => index < count && !values[index].IsUndefined && !values[index].IsNone ? values[index] : null;

    public void AtMost(int maximum)
    {
        if (count > maximum)
        {
            throw ValueException.TooManyArguments();
        }
    }

    /// <summary>An argument that may be anything printable.</summary>
    public string Text(int index)
    {
        var value = Required(index);
        return value.IsStrictUndefined ? throw ValueException.UndefinedValue() : Print(value);
    }

    public string? OptionalText(int index) => Optional(index) is { } value ? Print(value) : null;

    /// <summary>An argument that must be a string already.</summary>
    public string String(int index) => Required(index).TryGetText(out var text) ? text : throw new ValueException("value is not a string");

    public string? OptionalString(int index) => Optional(index) is null ? null : String(index);

    public Int128? OptionalInteger(int index) => Optional(index) is { } value ? ToInteger(value) : null;

    /// <summary>A count: an integer that is not negative.</summary>
    public int Size(int index) => ToSize(Required(index));

    public int? OptionalSize(int index) => Optional(index) is { } value ? ToSize(value) : null;

    public bool? OptionalBool(int index) => Optional(index) is { } value ? ToBool(value) : null;

    /// <summary>The arguments from one position on.</summary>
    public Value[] Rest(int start) => start < count ? values[start..count] : [];

    public Arguments WithoutKeywords(out Keywords keywords)
    {
        var map = count > 0 ? values[count - 1].Object as SortedMap : null;
        if (map is not { IsKeywords: true })
        {
            keywords = new Keywords(null, context.Budget);
            return this;
        }

        keywords = new Keywords(map, context.Budget);
        return new Arguments(context, values, count - 1);
    }

    internal static Int128 ToInteger(in Value value) =>
        value.TryGetInteger(out var number) ? number : throw new ValueException($"cannot convert {value.Kind.Describe()} to an integer");

    internal static int ToSize(in Value value)
    {
        var number = ToInteger(value);
        return number >= 0
            ? (int)Int128.Min(number, int.MaxValue)
            : throw new ValueException($"cannot convert a negative {value.Kind.Describe()} to a size");
    }

    internal static bool ToBool(in Value value) =>
        value.Kind == ValueKind.Bool ? value.IsTrue : throw new ValueException($"cannot convert {value.Kind.Describe()} to bool");

    private string Print(in Value value) =>
        value.Object is SortedMap { IsKeywords: true }
            ? throw new ValueException("cannot convert kwargs to string")
            : ValueText.Of(value, context.Budget);
}
