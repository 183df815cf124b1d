using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>a, (b, c)</c>: takes a sequence of exactly as many items apart.</summary>
internal sealed class UnpackTarget(Target[] targets, Position position) : Target
{
    public override void Assign(in Value value, RenderContext context)
    {
        context.Position = position;
        var items = value.Object?.Items(context.Budget) ?? throw new ValueException("cannot unpack: value is not iterable");
        if (items.Length != targets.Length)
        {
            throw new ValueException($"cannot unpack: sequence of wrong length (expected {targets.Length}, got {items.Length})");
        }

        for (var i = 0; i < targets.Length; i++)
        {
            targets[i].Assign(items[i], context);
        }
    }
}
