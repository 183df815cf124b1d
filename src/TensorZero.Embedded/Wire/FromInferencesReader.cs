using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads the body of TensorZero's <c>POST /v1/datasets/{dataset_name}/from_inferences</c>.</summary>
internal static class FromInferencesReader
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> IdKeys = FrozenSet.Create(StringComparer.Ordinal, "type", "inference_ids", "output_source");

    private static readonly FrozenSet<string> QueryKeys = InferenceQueryReader.Keys.Append("type").ToFrozenSet(StringComparer.Ordinal);

    /// <exception cref="ContentJsonException">The body is no such request.</exception>
    /// <exception cref="NotServedException">The body asks for full-text search.</exception>
    public static FromInferencesCall Read(JsonElement json)
    {
        switch (json.RequiredString("type", Where))
        {
            case "inference_ids":
                json.Allow(IdKeys, Where);
                return new FromInferencesCall(json.RequiredIds("inference_ids", Where), OutputSourceReader.Read(json), Query: null);
            case "inference_query":
                json.Allow(QueryKeys, Where);
                var query = InferenceQueryReader.ReadMembers(json, defaultLimit: null);
                return new FromInferencesCall([], query.OutputSource, query);
            default:
                throw new ContentJsonException("Expected inference_ids or inference_query as `type` in the request.");
        }
    }
}
