using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>type</c>. A number without fraction, 1.0 as well as 1, is an integer.</summary>
internal sealed class TypeKeyword(JsonTypes types) : Keyword
{
    private readonly string _expected = JsonTypeNames.Join(types);
    private readonly int _kinds = JsonTypeNames.KindsOf(types);

    public override bool IsLeaf => true;

    public static Keyword? Compile(KeywordSite site)
    {
        var types = JsonTypes.None;
        if (site.Value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in site.Value.EnumerateArray().Index())
            {
                types |= Read(site, item, $"/{index}");
            }

            if (site.Value.GetArrayLength() == 0)
            {
                site.Problem("must name at least one type");
            }
        }
        else
        {
            types = Read(site, site.Value, "");
        }

        return new TypeKeyword(types);
    }

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        var kind = instance.ValueKind;
        return (_kinds >> (int)kind & 1) != 0
            || (kind == JsonValueKind.Number && (types & JsonTypes.Integer) != 0 && IsInteger(instance))
            || evaluation.Fail("type", $"is {JsonTypeNames.Describe(kind)}, expected {_expected}");
    }

    private static bool IsInteger(JsonElement number) => RawJson.ShortInteger(number) >= 0 || RawJson.Number(number).IsInteger;

    private static JsonTypes Read(KeywordSite site, JsonElement name, string where)
    {
        if (name.ValueKind == JsonValueKind.String && JsonTypeNames.TryParse(RawJson.String(name), out var type))
        {
            return type;
        }

        site.Problem("must be one of array, boolean, integer, null, number, object, string, or a list of them", where);
        return JsonTypes.None;
    }
}
