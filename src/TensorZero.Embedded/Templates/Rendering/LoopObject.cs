using TensorZero.Embedded.Templates.Statements;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>The <c>loop</c> variable: where a loop stands.</summary>
internal sealed class LoopObject(SequenceObject items, int length, bool hasLength, int depth, ForStatement? recursion) : TemplateObject
{
    private static readonly Value[] AttributeNames = Array.ConvertAll(
        ["index0", "index", "length", "revindex", "revindex0", "first", "last", "depth", "depth0", "previtem", "nextitem"],
        static (string name) => Value.Of(name));

    private Value[]? _lastChanged;

    public override ValueKind Kind => ValueKind.Map;

    public override int? Length => AttributeNames.Length;

    public override string Text => $"<loop {Index}/{(hasLength ? length : "?")}>";

    public int Index { get; set; }

    public int Depth => depth;

    /// <summary>The statement that <c>loop(items)</c> runs again; null when the loop is not recursive.</summary>
    public ForStatement? Recursion => recursion;

    public override Value[] Items(Budget budget) => AttributeNames;

    public override bool TryGet(in Value key, Budget budget, out Value value)
    {
        value = default;
        return key.TryGetText(out var name) && TryGet(name, budget, out value);
    }

    public override Value GetAttribute(Name name, Budget budget) => TryGet(name.Text, budget, out var value) ? value : Value.Undefined;

    public override Value Call(RenderContext context, Value[] arguments) =>
        throw new ValueException("loop recursion cannot be called this way");

    public override Value CallMethod(RenderContext context, Name name, Value[] arguments)
    {
        switch (name.Text)
        {
            case "cycle":
                return arguments.Length > 0 ? arguments[Index % arguments.Length] : throw ValueException.MissingArgument();
            case "changed":
                var isChanged = _lastChanged is null || !AreEqual(_lastChanged, arguments, context.Comparer);
                _lastChanged = arguments;
                return Value.Of(isChanged);
            default:
                throw new ValueException($"map has no method named {name}");
        }
    }

    private static bool AreEqual(Value[] a, Value[] b, ValueComparer comparer)
    {
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (!comparer.AreEqual(a[i], b[i]))
            {
                return false;
            }
        }

        return a.Length == b.Length;
    }

    private bool TryGet(string name, Budget budget, out Value value)
    {
        var index = (long)Index;
        Value? found = name switch
        {
            "index" => Value.Of(index + 1),
            "index0" => Value.Of(index),
            "length" => hasLength ? Value.Of((long)length) : Value.Undefined,
            "revindex" => hasLength ? Value.Of(Math.Max(length - index, 0)) : Value.Undefined,
            "revindex0" => hasLength ? Value.Of(Math.Max(length - index - 1, 0)) : Value.Undefined,
            "first" => Value.Of(index == 0),
            "last" => Value.Of(hasLength && (length == 0 || index == length - 1)),
            "depth" => Value.Of(depth + 1L),
            "depth0" => Value.Of((long)depth),
            "previtem" => index > 0 && index <= length ? items.Items(budget)[index - 1] : Value.Undefined,
            "nextitem" => index + 1 < length ? items.Items(budget)[index + 1] : Value.Undefined,
            _ => null,
        };
        value = found ?? default;
        return found is not null;
    }
}
