using System.Runtime.InteropServices;
using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>minLength</c> and <c>maxLength</c>, in code points.</summary>
internal sealed class StringLengthKeyword(SizeLimits limits) : Keyword
{
    public override bool IsLeaf => true;

    // Two escaped halves of a surrogate pair.
    private const int LongestCodePoint = 12;

    public static Keyword Compile(KeywordSite site) => new StringLengthKeyword(SizeLimits.Read(site, "minLength", "maxLength"));

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.String)
        {
            return true;
        }

        // Mostly the length in bytes tells enough.
        var bytes = JsonMarshal.GetRawUtf8Value(instance).Length - 2;
        if (bytes <= limits.Max && (limits.Min <= 1 ? bytes >= limits.Min : bytes / LongestCodePoint >= limits.Min))
        {
            return true;
        }

        using var text = RawJson.Text(instance);
        return limits.Evaluate(text.CodePoints, "character", "characters", evaluation);
    }
}
