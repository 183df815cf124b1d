using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>A value with an inside: a map, a sequence, a callable, or one of the engine's own objects.</summary>
internal abstract class TemplateObject
{
    public abstract ValueKind Kind { get; }

    /// <summary>How many items or keys there are; null when that is not known without iterating.</summary>
    public virtual int? Length => null;

    public virtual bool IsTrue => Length != 0;

    /// <summary>The items of a sequence, the keys of a map; null when there is nothing to iterate.</summary>
    public virtual Value[]? Items(Budget budget) => null;

    public virtual bool TryGet(in Value key, Budget budget, out Value value)
    {
        value = default;
        return false;
    }

    /// <summary>The attribute, or undefined.</summary>
    public virtual Value GetAttribute(Name name, Budget budget) =>
        TryGet(Value.Of(name.Text), budget, out var value) ? value : Value.Undefined;

    public virtual Value Call(RenderContext context, Value[] arguments) => throw new ValueException("object is not callable");

    public virtual Value CallMethod(RenderContext context, Name name, Value[] arguments)
    {
        var member = GetAttribute(name, context.Budget);
        if (member.Object is { } callable)
        {
            return callable.Call(context, arguments);
        }

        throw new ValueException(member.IsUndefined
            ? $"{Kind.Describe()} has no method named {name}"
            : $"value of type {member.Kind.Describe()} is not callable");
    }

    /// <summary>How the object prints, when not as the list or map it is.</summary>
    public virtual string? Text => null;
}
