using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(Subschema[] schemas) : Keyword
{
    public override ReadOnlySpan<Subschema> Required => schemas;

    public static Keyword Compile(KeywordSite site) => new AllOfKeyword(site.Subschemas());

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        var valid = true;
        foreach (var schema in schemas)
        {
            if (!schema.Evaluate(instance, evaluation))
            {
                valid = false;
                if (!evaluation.IsCollecting)
                {
                    break;
                }
            }
        }

        return valid;
    }
}
