using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>minLength</c> and <c>maxLength</c>, in code points.</summary>
internal sealed class StringLengthKeyword(SizeLimits limits) : Keyword
{
    public static Keyword Compile(KeywordSite site) => new StringLengthKeyword(SizeLimits.Read(site, "minLength", "maxLength"));

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.String)
        {
            return true;
        }

        using var text = RawJson.Text(instance);
        return limits.Evaluate(text.CodePoints, "character", "characters", evaluation);
    }
}
