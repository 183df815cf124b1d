using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfKeyword(Subschema[] schemas) : Keyword
{
    public static Keyword Compile(KeywordSite site) => new OneOfKeyword(site.Subschemas());

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        var fitting = -1;
        for (var i = 0; i < schemas.Length; i++)
        {
            if (!evaluation.Test(schemas[i], instance))
            {
                continue;
            }

            if (fitting >= 0)
            {
                return evaluation.Fail("oneOf", $"fits alternatives {fitting} and {i}, expected exactly one");
            }

            fitting = i;
        }

        return fitting >= 0 || AnyOfKeyword.FailAll(schemas, "oneOf", instance, evaluation);
    }
}
