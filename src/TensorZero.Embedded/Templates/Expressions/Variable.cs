using System.Text.Json;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>A variable by name; unknown names are undefined.</summary>
internal sealed class Variable(Name name) : Expression
{
    public Name Name => name;

    public override Value Evaluate(RenderContext context) => context.Scopes.Find(name);

    public override bool TryLocate(RenderContext context, out JsonElement argument) => context.Scopes.TryLocate(name, out argument);
}
