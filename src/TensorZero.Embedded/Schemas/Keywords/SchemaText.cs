using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary>Values of a schema as they appear in messages: their JSON, cut when long.</summary>
internal static class SchemaText
{
    private const int Longest = 200;

    public static string Of(JsonElement value)
    {
        // GetRawText throws on bytes that are no UTF-8.
        var text = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}
