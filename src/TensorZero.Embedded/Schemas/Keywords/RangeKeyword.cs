using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive forms, compared exactly.</summary>
internal sealed class RangeKeyword(string name, JsonElement limit, string expectation, int direction, bool allowsEqual) : Keyword
{
    private readonly long _shortLimit = RawJson.ShortInteger(limit);

    public override bool IsLeaf => true;

    public static Keyword? CompileMinimum(KeywordSite site) => Flag(site, "exclusiveMinimum")
        ? Compile(site, "greater than", 1, allowsEqual: false)
        : Compile(site, "at least", 1, allowsEqual: true);

    public static Keyword? CompileMaximum(KeywordSite site) => Flag(site, "exclusiveMaximum")
        ? Compile(site, "less than", -1, allowsEqual: false)
        : Compile(site, "at most", -1, allowsEqual: true);

    public static Keyword? CompileExclusiveMinimum(KeywordSite site) => Compile(site, "greater than", 1, allowsEqual: false);

    public static Keyword? CompileExclusiveMaximum(KeywordSite site) => Compile(site, "less than", -1, allowsEqual: false);

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.Number)
        {
            return true;
        }

        var comparison = Compare(instance) * direction;
        return comparison > 0 || (comparison == 0 && allowsEqual)
            || evaluation.Fail(name, $"is not {expectation} {SchemaText.Of(limit)}");
    }

    private int Compare(JsonElement instance) => _shortLimit >= 0 && RawJson.ShortInteger(instance) is >= 0 and var integer
        ? integer.CompareTo(_shortLimit)
        : RawJson.Number(instance).CompareTo(RawJson.Number(limit));

    private static RangeKeyword? Compile(KeywordSite site, string expectation, int direction, bool allowsEqual)
    {
        if (site.Value.ValueKind == JsonValueKind.Number)
        {
            return new RangeKeyword(site.Name, site.Value, expectation, direction, allowsEqual);
        }

        if (!site.IsDraft4 || site.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            site.Problem("must be a number");
        }

        return null;
    }

    // Before draft 6 the exclusive forms were flags beside the limit.
    private static bool Flag(KeywordSite site, string name) =>
        site.IsDraft4 && site.TryGetSibling(name, out var flag) && flag.Value.ValueKind == JsonValueKind.True;
}
