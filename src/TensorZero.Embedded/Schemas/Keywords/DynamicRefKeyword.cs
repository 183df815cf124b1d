using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary>
/// <c>$dynamicRef</c> that starts at a dynamic anchor, and so leads to the outermost schema in scope that declares it. All others
/// are plain references.
/// </summary>
internal sealed class DynamicRefKeyword(string anchor, Subschema initial) : Keyword
{
    public static Keyword? Compile(KeywordSite site) => site.Resolve() switch
    {
        null => null,
        { DynamicAnchor: { } anchor } target => new DynamicRefKeyword(anchor, target.Schema),
        var target => new RefKeyword(target.Schema),
    };

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) =>
        (evaluation.FindDynamic(anchor) ?? initial).Evaluate(instance, evaluation);
}
