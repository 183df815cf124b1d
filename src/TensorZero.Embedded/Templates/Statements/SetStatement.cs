using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% set target = expression %}</c>.</summary>
internal sealed class SetStatement(Target target, Expression expression) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        target.Assign(expression.Evaluate(context), context);
        return Flow.Next;
    }
}
