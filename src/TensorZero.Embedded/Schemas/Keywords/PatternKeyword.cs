using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Patterns;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(Pattern pattern) : Keyword
{
    public override bool IsLeaf => true;

    public static Keyword? Compile(KeywordSite site)
    {
        if (site.Value.ValueKind != JsonValueKind.String)
        {
            site.Problem("must be a string");
            return null;
        }

        return site.Pattern(RawJson.String(site.Value)) is { } pattern ? new PatternKeyword(pattern) : null;
    }

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.String)
        {
            return true;
        }

        using var text = RawJson.Text(instance);
        return pattern.Match(text.Utf8) switch
        {
            PatternOutcome.Found => true,
            PatternOutcome.NotFound => evaluation.Fail("pattern", $"does not match {pattern.Source}"),
            _ => evaluation.Fail("pattern", $"takes too long to match {pattern.Source}"),
        };
    }
}
