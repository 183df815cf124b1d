using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>minProperties</c> and <c>maxProperties</c>.</summary>
internal sealed class ObjectSizeKeyword(SizeLimits limits) : Keyword
{
    public override bool IsLeaf => true;

    public static Keyword Compile(KeywordSite site) =>
        new ObjectSizeKeyword(SizeLimits.Read(site, "minProperties", "maxProperties"));

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) =>
        instance.ValueKind != JsonValueKind.Object || limits.Evaluate(instance.GetPropertyCount(), "property", "properties", evaluation);
}
