using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>An operator that always evaluates both operands.</summary>
internal sealed class Binary(Expression left, Expression right, Operation operation, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var a = left.Evaluate(context);
        var b = right.Evaluate(context);
        context.Position = position;
        return operation(a, b, context.Budget, context.Comparer);
    }
}
