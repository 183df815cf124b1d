using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>enum</c>: texts by table, all else one by one.</summary>
internal sealed class EnumKeyword : Keyword
{
    private readonly JsonElement _allowed;
    private readonly NameTable _texts;
    private readonly JsonElement[] _others;

    private EnumKeyword(JsonElement allowed)
    {
        _allowed = allowed;
        _texts = new NameTable([.. allowed.EnumerateArray().Where(IsText).Select(Utf8)]);
        _others = [.. allowed.EnumerateArray().Where(value => !IsText(value))];
    }

    public override bool IsLeaf => true;

    public static Keyword? Compile(KeywordSite site)
    {
        if (site.Value.ValueKind == JsonValueKind.Array)
        {
            return new EnumKeyword(site.Value);
        }

        site.Problem("must be an array of values");
        return null;
    }

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) =>
        Contains(instance) || evaluation.Fail("enum", $"is not one of {SchemaText.Of(_allowed)}");

    private bool Contains(JsonElement instance)
    {
        if (IsText(instance))
        {
            using var text = RawJson.Text(instance);
            return _texts.Find(text.Utf8) >= 0;
        }

        foreach (var other in _others)
        {
            if (JsonEquality.AreEqual(instance, other))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static byte[] Utf8(JsonElement text)
    {
        using var unescaped = RawJson.Text(text);
        return unescaped.Utf8.ToArray();
    }
}
