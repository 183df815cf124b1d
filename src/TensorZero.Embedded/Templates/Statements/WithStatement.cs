using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% with a = 1, b = a %}…{% endwith %}</c>: variables of their own scope.</summary>
internal sealed class WithStatement((Target Target, Expression Value)[] assignments, StatementBlock body, Position position) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        context.Position = position;
        context.Scopes.Push();
        foreach (var (target, value) in assignments)
        {
            target.Assign(value.Evaluate(context), context);
        }

        var flow = body.Execute(context);
        context.Scopes.Pop();
        return flow;
    }
}
