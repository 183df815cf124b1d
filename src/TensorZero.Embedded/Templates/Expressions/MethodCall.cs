using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>target.name(arguments)</c>.</summary>
internal sealed class MethodCall(Expression target, Name name, ArgumentList arguments, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var value = target.Evaluate(context);
        var values = arguments.Evaluate(context, null);
        context.Position = position;
        return value.Object is { } container
            ? container.CallMethod(context, name, values)
            : throw new ValueException($"{value.Kind.Describe()} has no method named {name}");
    }
}
