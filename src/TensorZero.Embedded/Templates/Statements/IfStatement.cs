using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>if</c> with all its <c>elif</c> branches.</summary>
internal sealed class IfStatement(IfStatement.Branch[] branches, StatementBlock otherwise) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        foreach (var branch in branches)
        {
            var value = branch.Test.Evaluate(context);
            context.Position = branch.Position;
            if (value.ToCondition())
            {
                return branch.Body.Execute(context);
            }
        }

        return otherwise.Execute(context);
    }

    internal readonly record struct Branch(Expression Test, StatementBlock Body, Position Position);
}
