using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{{ expression }}</c>.</summary>
internal sealed class PrintStatement(Expression expression, Position position) : Statement
{
    // super(), loop(items) and self.block() need no detour over a string.
    private readonly Action<RenderContext>? _print = expression switch
    {
        FunctionCall { CanPrint: true } call => call.Print,
        BlockCall call => call.Print,
        _ => null,
    };

    public override Flow Execute(RenderContext context)
    {
        if (_print is not null)
        {
            _print(context);
            return Flow.Next;
        }

        var isArgument = expression.TryLocate(context, out var argument);
        context.Position = position;
        if (isArgument && context.Escape == EscapeMode.None && context.Output.TryWrite(argument))
        {
            return Flow.Next;
        }

        var value = isArgument ? Value.FromJson(argument) : expression.Evaluate(context);
        context.Position = position;
        if (value.IsStrictUndefined)
        {
            throw expression is Variable variable
                ? new ValueException($"undefined value: the variable '{variable.Name}' is not defined")
                : ValueException.UndefinedValue();
        }

        Escaping.Write(value, context.Escape, context.Output, context.Budget);
        return Flow.Next;
    }
}
