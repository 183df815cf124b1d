using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>target[key]</c>.</summary>
internal sealed class Item(Expression target, Expression key, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var value = target.Evaluate(context);
        var index = key.Evaluate(context);
        context.Position = position;
        return Access.Item(value, index, context.Budget);
    }
}
