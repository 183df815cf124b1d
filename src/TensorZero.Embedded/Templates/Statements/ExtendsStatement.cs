using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% extends name %}</c>.</summary>
internal sealed class ExtendsStatement(TemplateReference reference) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        if (reference.Resolve(context, ignoreMissing: false) is { } parent)
        {
            context.Inheritance.Extend(parent);
        }

        return Flow.Next;
    }
}
