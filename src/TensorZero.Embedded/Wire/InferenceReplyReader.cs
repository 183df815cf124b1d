using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>
/// Reads a whole answer of TensorZero's <c>POST /inference</c>. Members of other versions are passed over. What is read may outlive the
/// document.
/// </summary>
internal static class InferenceReplyReader
{
    private const string Where = "an answer";

    /// <exception cref="ContentJsonException">The JSON is no such answer.</exception>
    public static InferenceResponse Read(JsonElement json) => new()
    {
        InferenceId = json.RequiredId("inference_id", Where),
        EpisodeId = json.RequiredId("episode_id", Where),
        VariantName = json.RequiredString("variant_name", Where),
        Content = (json.Find("content") ?? json.Find("auxiliary_content")) is { } content ? ContentJson.ReadOutput(content) : [],
        Output = json.Read("output", ContentJson.ReadJsonOutput),
        Usage = json.Read("usage", UsageJson.Read) ?? Usage.Unknown,
        FinishReason = ReadFinishReason(json),
        RawUsage = ReadRawUsage(json),
        RawResponse = ReadRawResponse(json),
    };

    public static FinishReason? ReadFinishReason(JsonElement json) =>
        json.OptionalString("finish_reason", Where) is { } reason ? ContentJsonWords.ParseFinishReason(reason) : null;

    /// <summary>The providers' usage objects of an answer or a piece of one; empty when there are none.</summary>
    public static IReadOnlyList<RawUsage> ReadRawUsage(JsonElement json)
    {
        const string Entry = "raw_usage";
        return json.Find(Entry) is not { } usages ? [] : usages.Items(Entry, static usage => new RawUsage(
            usage.RequiredId("model_inference_id", Entry),
            usage.RequiredString("provider_type", Entry),
            usage.Optional("data")));
    }

    /// <summary>The providers' replies of an answer or a piece of one; empty when there are none.</summary>
    public static IReadOnlyList<RawResponse> ReadRawResponse(JsonElement json)
    {
        const string Entry = "raw_response";
        return json.Find(Entry) is not { } responses ? [] : responses.Items(Entry, static response => new RawResponse(
            response.OptionalId("model_inference_id", Entry),
            response.RequiredString("provider_type", Entry),
            response.RequiredString("data", Entry)));
    }
}
