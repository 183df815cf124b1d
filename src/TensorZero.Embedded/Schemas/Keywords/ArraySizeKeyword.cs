using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>minItems</c> and <c>maxItems</c>.</summary>
internal sealed class ArraySizeKeyword(SizeLimits limits) : Keyword
{
    public override bool IsLeaf => true;

    public static Keyword Compile(KeywordSite site) => new ArraySizeKeyword(SizeLimits.Read(site, "minItems", "maxItems"));

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) =>
        instance.ValueKind != JsonValueKind.Array || limits.Evaluate(instance.GetArrayLength(), "item", "items", evaluation);
}
