using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary>Statements in a row: a body.</summary>
internal sealed class StatementBlock(Statement[] statements)
{
    public static readonly StatementBlock Empty = new([]);

    public bool IsEmpty => statements.Length == 0;

    public Flow Execute(RenderContext context)
    {
        foreach (var statement in statements)
        {
            var flow = statement.Execute(context);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }
}
