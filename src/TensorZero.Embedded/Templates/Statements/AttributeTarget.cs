using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>namespace.name</c>.</summary>
internal sealed class AttributeTarget(Expression target, Name name, Position position) : Target
{
    public override void Assign(in Value value, RenderContext context)
    {
        var container = target.Evaluate(context);
        context.Position = position;
        if (container.Object is not NamespaceObject values)
        {
            throw new ValueException($"can only assign to namespaces, not {container.Kind.Describe()}");
        }

        values.Set(name.Text, value);
    }
}
