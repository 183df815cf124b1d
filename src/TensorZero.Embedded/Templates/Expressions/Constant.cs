using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>A literal, or what literals were folded to.</summary>
internal sealed class Constant(Value value) : Expression
{
    public override Value Evaluate(RenderContext context) => value;
}
