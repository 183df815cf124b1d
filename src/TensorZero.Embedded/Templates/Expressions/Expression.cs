using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>A compiled expression. Immutable, so that any number of renderings can evaluate it at once.</summary>
internal abstract class Expression
{
    public abstract Value Evaluate(RenderContext context);
}
