using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% import name as target %}</c>.</summary>
internal sealed class ImportStatement(TemplateReference reference, Target target) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        context.Output.BeginCapture();
        context.Scopes.Push();
        reference.Include(context, ignoreMissing: false);
        var text = context.Output.EndCapture();
        var module = new ModuleObject(context.Scopes.ExportLocals(), text);
        context.Scopes.Pop();
        target.Assign(Value.Of(module), context);
        return Flow.Next;
    }
}
