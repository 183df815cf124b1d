using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>{"key": value}</c>.</summary>
internal sealed class MapLiteral((Expression Key, Expression Value)[] entries) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        var map = new SortedMap(context.Budget);
        context.Budget.ChargeSteps(entries.Length);
        foreach (var (key, value) in entries)
        {
            map.Set(key.Evaluate(context), value.Evaluate(context));
        }

        return Value.Of(map);
    }
}
