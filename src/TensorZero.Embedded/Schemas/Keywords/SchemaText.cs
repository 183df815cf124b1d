using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary>Values of a schema as they appear in messages: their JSON, cut when long.</summary>
internal static class SchemaText
{
    private const int Longest = 200;

    public static string Of(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}
