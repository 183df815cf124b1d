using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsKeyword(Subschema schema, long min, long max, bool marksItems) : Keyword
{
    public static Keyword Compile(KeywordSite site) => new ContainsKeyword(
        site.Subschema(),
        site.TryGetSibling("minContains", out var min) ? min.Count() : 1,
        site.TryGetSibling("maxContains", out var max) ? max.Count() : long.MaxValue,
        marksItems: site.Draft == SchemaDraft.Draft202012);

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        var marks = marksItems && evaluation.Evaluated.IsTracking;
        var found = 0;
        var index = 0;
        foreach (var item in instance.EnumerateArray())
        {
            if (evaluation.TestChild(schema, item))
            {
                found++;
                if (marks)
                {
                    evaluation.Evaluated.Mark(index);
                }
                else if (found >= min && max == long.MaxValue)
                {
                    return true;
                }
            }

            index++;
        }

        if (found < min)
        {
            return min == 1
                ? evaluation.Fail("contains", $"contains no item that fits")
                : evaluation.Fail("minContains", $"contains {found} items that fit, expected at least {min}");
        }

        return found <= max || evaluation.Fail("maxContains", $"contains {found} items that fit, expected at most {max}");
    }
}
