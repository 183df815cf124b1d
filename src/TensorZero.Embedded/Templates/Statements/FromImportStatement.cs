using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% from name import a, b as c %}</c>; a name that the template does not define is undefined.</summary>
internal sealed class FromImportStatement(TemplateReference reference, (Variable Source, Target Target)[] names) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        context.Output.BeginCapture(discard: true);
        context.Scopes.Push();
        reference.Include(context, ignoreMissing: false);
        var values = Array.ConvertAll(names, name => name.Source.Evaluate(context));
        context.Scopes.Pop();
        for (var i = 0; i < names.Length; i++)
        {
            names[i].Target.Assign(values[i], context);
        }

        context.Output.EndCapture();
        return Flow.Next;
    }
}
