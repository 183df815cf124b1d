using System.Text.Json;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>target.name</c>.</summary>
internal sealed class Attribute(Expression target, Name name, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        if (TryLocate(context, out var argument))
        {
            return Value.FromJson(argument);
        }

        var value = target.Evaluate(context);
        context.Position = position;
        return Access.Attribute(value, name, context.Budget);
    }

    public override bool TryLocate(RenderContext context, out JsonElement argument)
    {
        if (target.TryLocate(context, out var parent) && parent.ValueKind == JsonValueKind.Object)
        {
            return parent.TryGetProperty(name.Utf8, out argument);
        }

        argument = default;
        return false;
    }
}
