using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded.Feedback;

/// <summary>
/// The output schema of a judge, for people: older judges had to write down their <c>thinking</c>, which a person who corrects the score
/// need not.
/// </summary>
internal static class JudgeSchema
{
    private const string JudgePrefix = "tensorzero::llm_judge";

    public static JsonElement Relax(JsonElement schema, string functionName)
    {
        if (!functionName.StartsWith(JudgePrefix, StringComparison.Ordinal) || !schema.TryGetProperty("required"u8, out _))
        {
            return schema;
        }

        var relaxed = JsonObject.Create(schema.Clone())!;
        if (relaxed["required"] is JsonArray required)
        {
            required.RemoveAll(name => name?.GetValueKind() == JsonValueKind.String && name.GetValue<string>() == "thinking");
        }

        return JsonElements.ToElement(relaxed);
    }
}
