using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary>A compiled statement. Immutable once compiled.</summary>
internal abstract class Statement
{
    public abstract Flow Execute(RenderContext context);
}
