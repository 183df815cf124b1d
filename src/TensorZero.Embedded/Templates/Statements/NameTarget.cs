using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

internal sealed class NameTarget(Name name) : Target
{
    public override void Assign(in Value value, RenderContext context) => context.Scopes.Store(name, value);
}
