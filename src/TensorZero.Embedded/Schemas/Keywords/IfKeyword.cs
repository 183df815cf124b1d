using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>if</c>, <c>then</c> and <c>else</c>. Alone, <c>if</c> still says what is evaluated.</summary>
internal sealed class IfKeyword(Subschema condition, Subschema? then, Subschema? otherwise) : Keyword
{
    public static Keyword Compile(KeywordSite site) => new IfKeyword(
        site.Subschema(),
        site.TryGetSibling("then", out var then) ? then.Subschema() : null,
        site.TryGetSibling("else", out var otherwise) ? otherwise.Subschema() : null);

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) =>
        (evaluation.Test(condition, instance) ? then : otherwise)?.Evaluate(instance, evaluation) ?? true;
}
