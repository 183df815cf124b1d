using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>The body of TensorZero's <c>POST /v1/inferences/get_inferences</c>.</summary>
/// <param name="Ids">The inferences.</param>
/// <param name="FunctionName">Only those of this function; null for all.</param>
/// <param name="OutputSource">Which output to hand out.</param>
internal sealed record StoredInferenceIds(IReadOnlyList<Guid> Ids, string? FunctionName, InferenceOutputSource OutputSource)
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(StringComparer.Ordinal, "ids", "function_name", "output_source");

    /// <exception cref="ContentJsonException">The JSON is no such body.</exception>
    public static StoredInferenceIds Read(JsonElement json)
    {
        json.Allow(Keys, Where);
        return new StoredInferenceIds(
            json.RequiredIds("ids", Where), json.OptionalString("function_name", Where), OutputSourceReader.Read(json));
    }
}
