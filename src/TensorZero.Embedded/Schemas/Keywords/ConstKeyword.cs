using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>const</c>.</summary>
internal sealed class ConstKeyword(JsonElement expected) : Keyword
{
    public override bool IsLeaf => true;

    public static Keyword Compile(KeywordSite site) => new ConstKeyword(site.Value);

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) =>
        JsonEquality.AreEqual(instance, expected)
        || evaluation.Fail("const", $"is not the only value allowed: {SchemaText.Of(expected)}");
}
