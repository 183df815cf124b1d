using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% block name %}</c>: a place that templates which extend this one can fill.</summary>
internal sealed class BlockStatement(Name name, Position position) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        context.Position = position;
        context.Inheritance.RunBlock(name);
        return Flow.Next;
    }
}
