using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>anyOf</c>. Reports what every alternative had against the instance, since nobody knows which one was meant.</summary>
internal sealed class AnyOfKeyword(Subschema[] schemas) : Keyword
{
    public static Keyword Compile(KeywordSite site) => new AnyOfKeyword(site.Subschemas());

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        var valid = false;
        foreach (var schema in schemas)
        {
            valid |= evaluation.Test(schema, instance);

            // Every alternative that fits counts for what is evaluated.
            if (valid && !evaluation.Evaluated.IsTracking)
            {
                return true;
            }
        }

        return valid || FailAll(schemas, "anyOf", instance, evaluation);
    }

    /// <summary>Reports that no alternative fits, and why each does not.</summary>
    public static bool FailAll(Subschema[] schemas, string keyword, JsonElement instance, Evaluation evaluation)
    {
        evaluation.Fail(keyword, $"fits none of the {schemas.Length} alternatives");
        for (var i = 0; i < schemas.Length && evaluation.IsCollecting; i++)
        {
            schemas[i].Evaluate(instance, evaluation);
        }

        return false;
    }
}
