using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>Gives the left value when it is true, else the right one.</summary>
internal sealed class Or(Expression left, Expression right, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var value = left.Evaluate(context);
        context.Position = position;
        return value.ToCondition() ? value : right.Evaluate(context);
    }
}
