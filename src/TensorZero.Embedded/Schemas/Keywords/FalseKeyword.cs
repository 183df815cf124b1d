using System.Text.Json;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary>The schema <c>false</c>, named after the keyword that holds it where that says more.</summary>
internal sealed class FalseKeyword(string holder) : Keyword
{
    public override bool IsLeaf => true;

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) => holder switch
    {
        "additionalProperties" or "unevaluatedProperties" => evaluation.FailFalse(holder, $"is not an allowed property"),
        "items" or "additionalItems" or "unevaluatedItems" => evaluation.FailFalse(holder, $"is not an allowed item"),
        _ => evaluation.FailFalse("false", $"is not allowed here"),
    };
}
