using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>if</c> with all its <c>elif</c> branches.</summary>
internal sealed class IfStatement(IfStatement.Branch[] branches, StatementBlock otherwise) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        foreach (var branch in branches)
        {
            if (branch.IsTrue(context))
            {
                return branch.Body.Execute(context);
            }
        }

        return otherwise.Execute(context);
    }

    internal readonly record struct Branch(Expression Test, StatementBlock Body, Position Position)
    {
        public bool IsTrue(RenderContext context)
        {
            if (Test.TryLocate(context, out var argument))
            {
                return Value.TruthOf(argument);
            }

            var value = Test.Evaluate(context);
            context.Position = Position;
            return value.ToCondition();
        }
    }
}
