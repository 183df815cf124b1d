using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>not</c>. What it evaluates on the way never counts as evaluated.</summary>
internal sealed class NotKeyword(Subschema schema) : Keyword
{
    public static Keyword Compile(KeywordSite site) => new NotKeyword(site.Subschema());

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) =>
        !evaluation.TestChild(schema, instance) || evaluation.Fail("not", $"fits a schema that it must not fit");
}
