using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>Whether an answer shall be text or JSON, and which.</summary>
/// <param name="JsonMode">How JSON is asked for.</param>
/// <param name="Schema">The schema of the answer; null for none.</param>
internal sealed record OutputFormat(JsonMode JsonMode, JsonElement? Schema = null)
{
    /// <summary>The <c>response_format</c> of chat completions, whose schema stands one level down.</summary>
    public static OutputFormat ReadChat(JsonElement format) => Read(format, format => format.Required("json_schema", "a format"));

    /// <summary>The <c>text.format</c> of responses.</summary>
    public static OutputFormat ReadText(JsonElement format) => Read(format, format => format);

    private static OutputFormat Read(JsonElement format, Func<JsonElement, JsonElement> described) =>
        format.RequiredString("type", "a format") switch
        {
            "text" => new OutputFormat(JsonMode.Off),
            "json_object" => new OutputFormat(JsonMode.On),
            "json_schema" => new OutputFormat(JsonMode.Strict, ReadSchema(described(format))),
            _ => throw new ContentJsonException("Expected text, json_object or json_schema as `type` in a format."),
        };

    private static JsonElement? ReadSchema(JsonElement json)
    {
        _ = json.RequiredString("name", "json_schema");
        _ = json.OptionalString("description", "json_schema");
        return json.Find("schema") switch
        {
            null => null,
            { ValueKind: JsonValueKind.Object } schema => schema.Clone(),
            _ => throw new ContentJsonException("Expected a JSON Schema as `schema` in json_schema."),
        };
    }
}
