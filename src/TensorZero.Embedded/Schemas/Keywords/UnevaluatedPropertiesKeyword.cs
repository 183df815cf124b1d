using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>unevaluatedProperties</c>.</summary>
internal sealed class UnevaluatedPropertiesKeyword(Subschema schema) : Keyword
{
    public static Keyword Compile(KeywordSite site) => new UnevaluatedPropertiesKeyword(site.Subschema());

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        var ordinal = 0;
        var valid = true;
        foreach (var property in instance.EnumerateObject())
        {
            if (!evaluation.Evaluated.IsMarked(ordinal++) && !evaluation.Descend(schema, property))
            {
                valid = false;
                if (!evaluation.IsCollecting)
                {
                    break;
                }
            }
        }

        evaluation.Evaluated.MarkAll();
        return valid;
    }
}
