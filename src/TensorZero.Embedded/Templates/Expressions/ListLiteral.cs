using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>[a, b]</c> and <c>(a, b)</c>.</summary>
internal sealed class ListLiteral(Expression[] items) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var values = new Value[items.Length];
        context.Budget.ChargeSteps(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = items[i].Evaluate(context);
        }

        return ListObject.List(values);
    }
}
