using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.Targets;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Reads the body of <c>POST /v1/messages</c>. As in Anthropic's own API, a key that is not known is refused.</summary>
internal static class MessagesRequestReader
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal,
        "model", "messages", "system", "max_tokens", "stream", "temperature", "top_p", "top_k", "stop_sequences", "thinking",
        "output_config", "tools", "tool_choice", "metadata", "service_tier", "cache_control", "container", "inference_geo", "speed");

    private static readonly FrozenSet<string> MetadataKeys = FrozenSet.Create(StringComparer.Ordinal, "user_id");

    /// <param name="json">The body.</param>
    /// <param name="apiKeyPublicId">Of the key that the caller showed; null without authentication.</param>
    /// <exception cref="ContentJsonException">The body is no such request.</exception>
    /// <exception cref="NotServedException">The body asks for what is not served yet.</exception>
    public static MessagesCall Read(JsonElement json, string? apiKeyPublicId)
    {
        var extensions = RequestExtensions.Read(json);
        RefuseUnknown(json);
        var target = InferenceTarget.Read(json);
        var (tools, serverTools) = ToolReader.Read(json);
        var (choice, parallel) = ToolChoiceReader.Read(json);
        var asked = SettingsReader.Read(json, out var outputSchema);
        var request = new InferenceRequest
        {
            FunctionName = target.FunctionName,
            ModelName = target.ModelName,
            Input = ConversationReader.Read(json),
            Params = extensions.Params.Or(asked),
            OutputSchema = outputSchema,
            AdditionalTools = tools,
            ProviderTools = [.. serverTools, .. extensions.ProviderTools],
            ToolChoice = choice,
            ParallelToolCalls = parallel,
            EpisodeId = extensions.EpisodeId,
            VariantName = extensions.VariantName,
            Namespace = extensions.Namespace,
            Tags = TagsOf(json, extensions.Tags),
            Credentials = extensions.Credentials,
            ExtraBody = [.. PassedOnFields.Read(json), .. extensions.ExtraBody],
            ExtraHeaders = extensions.ExtraHeaders,
            DryRun = extensions.DryRun,
            IncludeRawResponse = extensions.IncludeRawResponse || extensions.IncludeOriginalResponse,
            IncludeRawUsage = extensions.IncludeRawUsage,
            Cache = extensions.Cache,
            DynamicVariant = extensions.DynamicVariant,
            ApiKeyPublicId = apiKeyPublicId,
        };
        return new MessagesCall(target, new InferenceCall
        {
            Request = request,
            Stream = json.Flag("stream", Where),
            IncludeRawResponse = extensions.IncludeRawResponse,
            IncludeOriginalResponse = extensions.IncludeOriginalResponse,
        });
    }

    private static void RefuseUnknown(JsonElement json)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (!Keys.Contains(member.Name) && !RequestExtensions.Knows(member.Name))
            {
                throw new ContentJsonException($"There is no key `{member.Name}` in {Where}.");
            }
        }
    }

    /// <summary>Whose request it is becomes a tag, unless the request's own tags say otherwise.</summary>
    private static IReadOnlyDictionary<string, string> TagsOf(JsonElement json, IReadOnlyDictionary<string, string> tags)
    {
        const string UserId = "user_id";
        const string Metadata = "`metadata`";
        if (json.Find("metadata") is not { } metadata)
        {
            return tags;
        }

        metadata.Allow(MetadataKeys, Metadata);
        return metadata.OptionalString(UserId, Metadata) is { } user && !tags.ContainsKey(UserId)
            ? new Dictionary<string, string>(tags) { [UserId] = user }
            : tags;
    }
}
