using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>A call of something that is neither a name nor a method, such as <c>macros[0]()</c>.</summary>
internal sealed class ObjectCall(Expression target, ArgumentList arguments, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var value = target.Evaluate(context);
        var values = arguments.Evaluate(context, null);
        context.Position = position;
        return value.Object is { } callable
            ? callable.Call(context, values)
            : throw new ValueException($"value of type {value.Kind.Describe()} is not callable");
    }
}
