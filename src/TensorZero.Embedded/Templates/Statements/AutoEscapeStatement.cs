using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% autoescape mode %}…{% endautoescape %}</c>.</summary>
internal sealed class AutoEscapeStatement(Expression mode, StatementBlock body, Position position) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        var value = mode.Evaluate(context);
        context.Position = position;
        var previous = context.Escape;
        context.Escape = ModeOf(value, context.InitialEscape);
        var flow = body.Execute(context);
        context.Escape = previous;
        return flow;
    }

    private static EscapeMode ModeOf(in Value value, EscapeMode initial)
    {
        if (value.TryGetText(out var name))
        {
            return name switch
            {
                "html" => EscapeMode.Html,
                "json" => EscapeMode.Json,
                "none" => EscapeMode.None,
                _ => throw new ValueException("invalid value to autoescape tag"),
            };
        }

        var isOn = value.TryGetInteger(out var number) && number == 1;
        return !isOn ? EscapeMode.None : initial == EscapeMode.None ? EscapeMode.Html : initial;
    }
}
