using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{{ expression }}</c>.</summary>
internal sealed class PrintStatement(Expression expression, Position position) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        switch (expression)
        {
            case FunctionCall { CanPrint: true } call:
                call.Print(context);
                return Flow.Next;
            case BlockCall call:
                call.Print(context);
                return Flow.Next;
            default:
                break;
        }

        var value = expression.Evaluate(context);
        if (value.IsStrictUndefined)
        {
            context.Position = position;
            throw expression is Variable variable
                ? new ValueException($"undefined value: the variable '{variable.Name}' is not defined")
                : ValueException.UndefinedValue();
        }

        context.Position = position;
        Escaping.Write(value, context.Escape, context.Output, context.Budget);
        return Flow.Next;
    }
}
