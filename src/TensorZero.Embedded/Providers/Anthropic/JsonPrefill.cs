using System.Text.Json;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>
/// How a model without a JSON mode is made to answer in JSON: the request ends with the first character of the model's own
/// answer, which the reply then continues and which is put back in front of it.
/// </summary>
internal static class JsonPrefill
{
    private const string Start = "{";

    public static bool IsFor(ModelRequest request) =>
        request is { JsonMode: JsonMode.On, FunctionType: FunctionType.Json };

    public static void WriteMessage(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, "assistant"u8);
        writer.WriteStartArray("content"u8);
        ContentBlockWriter.WriteText(writer, Start);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Puts the start back in front of the first text of a whole answer.</summary>
    public static void Complete(List<ContentBlock> content)
    {
        var index = content.FindIndex(block => block is TextBlock);
        if (index >= 0)
        {
            content[index] = new TextBlock(Start + ((TextBlock)content[index]).Text.Trim());
        }
    }

    /// <summary>Puts the start back in front of a stream's first text; null while there is only white space.</summary>
    public static string? Complete(string firstText)
    {
        var text = firstText.AsSpan().TrimStart();
        return text.IsEmpty ? null : string.Concat(Start, text);
    }
}
