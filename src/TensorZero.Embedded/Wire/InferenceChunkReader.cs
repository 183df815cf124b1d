using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>
/// Reads a piece of an answer as TensorZero's <c>POST /inference</c> streams it. The last one is the one with the whole answer, for
/// who asked for it.
/// </summary>
internal static class InferenceChunkReader
{
    private const string Where = "a chunk";

    /// <exception cref="ContentJsonException">The JSON is no such piece.</exception>
    public static InferenceChunk Read(JsonElement json)
    {
        var response = json.Read("aggregated_response", InferenceReplyReader.Read);
        return new InferenceChunk
        {
            InferenceId = json.RequiredId("inference_id", Where),
            EpisodeId = json.RequiredId("episode_id", Where),
            VariantName = json.RequiredString("variant_name", Where),
            Content = json.Find("content")?.Items("content", ReadPiece) ?? [],
            Raw = NotEmpty(json.OptionalString("raw", Where)),
            Usage = json.Read("usage", UsageJson.Read),
            FinishReason = InferenceReplyReader.ReadFinishReason(json),
            Response = response,
            IsFinal = response is not null,
        };
    }

    /// <exception cref="ContentJsonException">The JSON is no piece of content.</exception>
    public static ContentChunk ReadPiece(JsonElement json)
    {
        var id = json.RequiredString("id", Where);
        return json.RequiredString("type", Where) switch
        {
            "text" => new TextChunk(id, json.RequiredString("text", Where)),
            "tool_call" => new ToolCallChunk(
                id, NotEmpty(json.OptionalString("raw_name", Where)), json.OptionalString("raw_arguments", Where) ?? ""),
            "thought" => new ThoughtChunk(id, json.OptionalString("text", Where), json.OptionalString("signature", Where))
            {
                SummaryId = json.OptionalString("summary_id", Where),
                SummaryText = json.OptionalString("summary_text", Where),
                ProviderType = json.OptionalString("provider_type", Where),
                ExtraData = json.Optional("extra_data"),
            },
            "unknown" => new UnknownChunk(
                id,
                json.Required("data", Where).Clone(),
                json.OptionalString("model_name", Where),
                json.OptionalString("provider_name", Where)),
            var type => throw new ContentJsonException($"There is no piece of content of type `{type}`."),
        };
    }

    /// <summary>TensorZero writes an empty text where there is none.</summary>
    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
