using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>target[start:stop:step]</c>; absent bounds are none.</summary>
internal sealed class Slice(Expression target, Expression start, Expression stop, Expression step, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var value = target.Evaluate(context);
        var from = start.Evaluate(context);
        var to = stop.Evaluate(context);
        var by = step.Evaluate(context);
        context.Position = position;
        return Slicing.Slice(value, from, to, by, context.Budget);
    }
}
