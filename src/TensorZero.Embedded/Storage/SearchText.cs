using System.Text.Encodings.Web;
using System.Text.Json;

namespace TensorZero.Embedded.Storage;

/// <summary>What a search looks for in the JSON of inputs and outputs.</summary>
internal static class SearchText
{
    /// <summary>
    /// A text as the rows' JSON writes it, with letters from A to Z in lower case: what it is compared with is put in lower case by the
    /// database, and no two databases agree on more letters than these.
    /// </summary>
    public static string AsStored(string text) =>
        LowerAscii(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value);

    private static string LowerAscii(string text) => string.Create(text.Length, text, static (lower, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i];
        }
    });
}
