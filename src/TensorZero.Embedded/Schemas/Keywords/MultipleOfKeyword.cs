using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>multipleOf</c>, exact for decimals too.</summary>
internal sealed class MultipleOfKeyword(JsonElement value) : Keyword
{
    private const int MostDigits = 1_000;

    private readonly Divisor _divisor = new(RawJson.Number(value));

    public override bool IsLeaf => true;

    public static Keyword? Compile(KeywordSite site)
    {
        if (site.Value.ValueKind == JsonValueKind.Number
            && RawJson.Number(site.Value) is { IsZero: false, IsNegative: false, DigitCount: <= MostDigits })
        {
            return new MultipleOfKeyword(site.Value);
        }

        site.Problem("must be a number greater than 0");
        return null;
    }

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) =>
        instance.ValueKind != JsonValueKind.Number
        || _divisor.Divides(RawJson.Number(instance))
        || evaluation.Fail("multipleOf", $"is not a multiple of {SchemaText.Of(value)}");
}
