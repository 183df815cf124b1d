using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads what a datapoint's function should answer.</summary>
internal static class DatapointOutputReader
{
    private static readonly FrozenSet<string> JsonKeys = FrozenSet.Create(StringComparer.Ordinal, "raw", "parsed");

    /// <param name="json">The output.</param>
    /// <param name="type">The function's type; null when nobody said: a JSON function's output is an object, a chat function's is none.</param>
    /// <exception cref="ContentJsonException">The JSON is no output of such a function.</exception>
    public static DatapointOutput Read(JsonElement json, FunctionType? type)
    {
        if (type == FunctionType.Chat || (type is null && json.ValueKind != JsonValueKind.Object))
        {
            return DatapointOutput.FromContent(ContentJson.ReadOutput(json));
        }

        // `parsed` is made anew of `raw`.
        json.Allow(JsonKeys, "a JSON output");
        return DatapointOutput.FromJson(json.OptionalString("raw", "a JSON output"));
    }
}
