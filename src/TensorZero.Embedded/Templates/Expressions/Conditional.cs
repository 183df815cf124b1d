using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>then if test else otherwise</c>; without <c>else</c> it gives a silent undefined.</summary>
internal sealed class Conditional(Expression test, Expression then, Expression? otherwise, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var value = test.Evaluate(context);
        context.Position = position;
        return value.ToCondition() ? then.Evaluate(context) : otherwise?.Evaluate(context) ?? Value.SilentUndefined;
    }
}
