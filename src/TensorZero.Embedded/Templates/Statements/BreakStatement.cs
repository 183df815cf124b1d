using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

internal sealed class BreakStatement : Statement
{
    public override Flow Execute(RenderContext context) => Flow.Break;
}
