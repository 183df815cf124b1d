using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% include name %}</c>.</summary>
internal sealed class IncludeStatement(TemplateReference reference, bool ignoreMissing) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        reference.Include(context, ignoreMissing);
        return Flow.Next;
    }
}
