using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads the body of TensorZero's <c>POST /feedback</c>.</summary>
internal static class FeedbackCallReader
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal, "metric_name", "value", "inference_id", "episode_id", "tags", "dryrun", "internal");

    /// <param name="json">The body.</param>
    /// <param name="apiKeyPublicId">Of the key that the caller showed; null without authentication.</param>
    /// <exception cref="ContentJsonException">The body is no feedback.</exception>
    public static FeedbackRequest Read(JsonElement json, string? apiKeyPublicId)
    {
        json.Allow(Keys, Where);
        return new FeedbackRequest
        {
            MetricName = json.RequiredString("metric_name", Where),
            Value = json.Required("value", Where),
            InferenceId = json.OptionalId("inference_id", Where),
            EpisodeId = json.OptionalId("episode_id", Where),
            Tags = json.Texts("tags", Where),
            DryRun = json.Flag("dryrun", Where),
            Internal = json.Flag("internal", Where),
            ApiKeyPublicId = apiKeyPublicId,
        };
    }
}
