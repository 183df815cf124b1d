using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads the body of TensorZero's <c>POST /inference</c>. A key that is not known is refused, not passed over.</summary>
internal static class InferenceCallReader
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal,
        "function_name", "model_name", "input", "stream", "episode_id", "variant_name", "namespace", "params", "dryrun", "tags", "internal",
        "credentials", "cache_options", "output_schema", "allowed_tools", "additional_tools", "tool_choice", "parallel_tool_calls",
        "provider_tools", "include_raw_response", "include_raw_usage", "include_original_response", "include_aggregated_response",
        "extra_body", "extra_headers", "internal_dynamic_variant_config");

    /// <param name="json">The body.</param>
    /// <param name="apiKeyPublicId">Of the key that the caller showed; null without authentication.</param>
    /// <exception cref="ContentJsonException">The body is no such request.</exception>
    /// <exception cref="NotServedException">The body asks for what is not served yet.</exception>
    public static InferenceCall Read(JsonElement json, string? apiKeyPublicId)
    {
        json.Allow(Keys, Where);
        var stream = json.Flag("stream", Where);
        var includeRaw = json.Flag("include_raw_response", Where);
        var includeOriginal = json.Flag("include_original_response", Where);
        var includeAggregated = json.Flag("include_aggregated_response", Where);
        if (includeAggregated && !stream)
        {
            throw new ContentJsonException("`include_aggregated_response` is for streams only: set `stream` too, or leave it out.");
        }

        return new InferenceCall
        {
            Stream = stream,
            IncludeRawResponse = includeRaw,
            IncludeOriginalResponse = includeOriginal,
            IncludeAggregatedResponse = includeAggregated,
            Request = new InferenceRequest
            {
                FunctionName = json.OptionalString("function_name", Where),
                ModelName = json.OptionalString("model_name", Where),
                Input = json.Read("input", ContentJson.ReadInput) ?? throw new ContentJsonException($"Missing `input` in {Where}."),
                EpisodeId = json.OptionalId("episode_id", Where),
                VariantName = json.OptionalString("variant_name", Where),
                Namespace = json.OptionalString("namespace", Where),
                Params = json.Read("params", ParamsReader.Read) ?? ChatCompletionParams.Empty,
                OutputSchema = json.Optional("output_schema"),
                AllowedTools = json.OptionalStrings("allowed_tools"),
                AdditionalTools = json.Find("additional_tools") is { } tools ? AdditionalToolsReader.Read(tools) : [],
                ProviderTools = json.Find("provider_tools") is { } providerTools ? ContentJsonTools.ReadProviderTools(providerTools) : [],
                ToolChoice = json.Read("tool_choice", ContentJsonTools.ReadChoice),
                ParallelToolCalls = json.OptionalBoolean("parallel_tool_calls", Where),
                Tags = json.Texts("tags", Where),
                Credentials = json.Texts("credentials", Where),
                ExtraBody = json.Find("extra_body") is { } body ? ContentJsonExtraBody.Read(body) : [],
                ExtraHeaders = json.Find("extra_headers") is { } headers ? ExtraHeadersJson.Read(headers) : [],
                DryRun = json.Flag("dryrun", Where),
                IncludeRawResponse = includeRaw || includeOriginal,
                IncludeRawUsage = json.Flag("include_raw_usage", Where),
                Cache = CacheOptionsJson.Read(json),
                DynamicVariant = json.Optional("internal_dynamic_variant_config"),
                Internal = json.Flag("internal", Where),
                ApiKeyPublicId = apiKeyPublicId,
            },
        };
    }
}
