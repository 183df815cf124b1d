using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Feedback;

/// <summary>The rules for tags of feedback.</summary>
internal static class FeedbackTags
{
    /// <summary>The tags to record.</summary>
    /// <exception cref="InvalidFeedbackException">A key is reserved, or human feedback about an evaluation lacks something.</exception>
    public static IReadOnlyDictionary<string, string> Of(FeedbackRequest request)
    {
        if (!request.Internal)
        {
            foreach (var key in request.Tags.Keys)
            {
                if (ReservedNames.Includes(key))
                {
                    throw Invalid($"Tag name cannot start with '{ReservedNames.Prefix}': {key}");
                }
            }

        }
        else
        {
            CheckHumanFeedback(request.Tags);
        }

        // The caller's dictionary may change while the feedback waits to be written.
        var tags = new Dictionary<string, string>(request.Tags);
        if (request.Internal)
        {
            tags[ReservedNames.InternalTag] = "true";
        }

        if (request.ApiKeyPublicId is { } apiKey)
        {
            tags[ReservedNames.ApiKeyTag] = apiKey;
        }

        return tags;
    }

    /// <summary>What a person says about a datapoint's evaluation must name the datapoint and the judge's own inference.</summary>
    private static void CheckHumanFeedback(IReadOnlyDictionary<string, string> tags)
    {
        if (!tags.ContainsKey(HumanFeedbackTags.HumanFeedback) || !tags.TryGetValue(HumanFeedbackTags.DatapointId, out var datapointId))
        {
            return;
        }

        if (!tags.TryGetValue(HumanFeedbackTags.EvaluatorInferenceId, out var evaluatorInferenceId))
        {
            throw Invalid(
                $"{HumanFeedbackTags.EvaluatorInferenceId} is required when {HumanFeedbackTags.DatapointId} and "
                + $"{HumanFeedbackTags.HumanFeedback} are provided");
        }

        RequireId(HumanFeedbackTags.DatapointId, datapointId);
        RequireId(HumanFeedbackTags.EvaluatorInferenceId, evaluatorInferenceId);
    }

    private static void RequireId(string key, string value)
    {
        if (!Guid.TryParse(value, out _))
        {
            throw Invalid($"the tag {key} must be a UUID");
        }
    }

    private static InvalidFeedbackException Invalid(string message) => new(FeedbackRequestError.InvalidTag, message);
}
