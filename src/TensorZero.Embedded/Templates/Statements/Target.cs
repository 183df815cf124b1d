using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary>What an assignment writes to: a name, several names, or an attribute of a namespace.</summary>
internal abstract class Target
{
    public abstract void Assign(in Value value, RenderContext context);
}
