using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>target.name</c>.</summary>
internal sealed class Attribute(Expression target, Name name, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var value = target.Evaluate(context);
        context.Position = position;
        return Access.Attribute(value, name, context.Budget);
    }
}
