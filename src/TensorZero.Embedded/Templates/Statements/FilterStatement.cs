using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% filter name %}…{% endfilter %}</c>.</summary>
internal sealed class FilterStatement(FilterCall filter, StatementBlock body) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        context.Output.BeginCapture();
        var flow = body.Execute(context);
        var text = context.Produced(context.Output.EndCapture());
        Escaping.Write(filter.Apply(context, text, isChain: true), context.Escape, context.Output, context.Budget);
        return flow;
    }
}
