using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% set target %}…{% endset %}</c>, optionally through filters.</summary>
internal sealed class SetBlockStatement(Target target, FilterCall? filter, StatementBlock body) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        context.Output.BeginCapture();
        var flow = body.Execute(context);
        var text = context.Produced(context.Output.EndCapture());
        target.Assign(filter is null ? text : filter.Apply(context, text, isChain: true), context);
        return flow;
    }
}
