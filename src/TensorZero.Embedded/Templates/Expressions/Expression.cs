using System.Text.Json;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>A compiled expression. Immutable, so that any number of renderings can evaluate it at once.</summary>
internal abstract class Expression
{
    public abstract Value Evaluate(RenderContext context);

    /// <summary>
    /// The place among the arguments that the expression names. False when it names none, and then it must be evaluated. Most of a prompt
    /// are texts of the arguments: found like this they are printed without making values of them.
    /// </summary>
    public virtual bool TryLocate(RenderContext context, out JsonElement argument)
    {
        argument = default;
        return false;
    }
}
