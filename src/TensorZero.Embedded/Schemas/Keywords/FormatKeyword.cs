using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Formats;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>format</c>, where it is to reject values. A format that nobody knows rejects nothing.</summary>
internal sealed class FormatKeyword(string name, Format accepts) : Keyword
{
    public override bool IsLeaf => true;

    public static Keyword? Compile(KeywordSite site)
    {
        if (site.Value.ValueKind != JsonValueKind.String)
        {
            site.Problem("must be a string");
            return null;
        }

        var name = RawJson.String(site.Value);
        return site.AssertsFormat && KnownFormats.Find(name) is { } accepts ? new FormatKeyword(name, accepts) : null;
    }

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) =>
        instance.ValueKind != JsonValueKind.String
        || accepts(RawJson.String(instance))
        || evaluation.Fail("format", $"is not a valid {name}");
}
