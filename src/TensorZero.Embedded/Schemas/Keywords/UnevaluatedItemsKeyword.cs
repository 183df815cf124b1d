using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>unevaluatedItems</c>.</summary>
internal sealed class UnevaluatedItemsKeyword(Subschema schema) : Keyword
{
    public static Keyword Compile(KeywordSite site) => new UnevaluatedItemsKeyword(site.Subschema());

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        var index = 0;
        var valid = true;
        foreach (var item in instance.EnumerateArray())
        {
            if (!evaluation.Evaluated.IsMarked(index) && !evaluation.Descend(schema, item, index))
            {
                valid = false;
                if (!evaluation.IsCollecting)
                {
                    break;
                }
            }

            index++;
        }

        evaluation.Evaluated.MarkAll();
        return valid;
    }
}
