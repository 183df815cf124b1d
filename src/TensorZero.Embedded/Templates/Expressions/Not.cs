using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

internal sealed class Not(Expression operand, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var value = operand.Evaluate(context);
        context.Position = position;
        return Value.Of(!value.ToCondition());
    }
}
