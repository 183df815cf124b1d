using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% do call() %}</c>: calls without printing.</summary>
internal sealed class DoStatement(Expression call) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        call.Evaluate(context);
        return Flow.Next;
    }
}
