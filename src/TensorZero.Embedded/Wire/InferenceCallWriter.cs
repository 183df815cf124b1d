using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>
/// Writes the body of TensorZero's <c>POST /inference</c>, which <see cref="InferenceCallReader"/> reads. What is not set is left out.
/// </summary>
internal static class InferenceCallWriter
{
    public static void Write(Utf8JsonWriter writer, InferenceCall call)
    {
        var request = call.Request;
        writer.WriteStartObject();
        WriteTarget(writer, request);
        writer.WritePropertyName("input"u8);
        ContentJson.WriteInput(writer, request.Input);
        writer.WriteIfSet("stream"u8, call.Stream);
        if (!ReferenceEquals(request.Params, ChatCompletionParams.Empty))
        {
            writer.WritePropertyName("params"u8);
            ContentJsonParams.Write(writer, request.Params);
        }

        WriteElement(writer, "output_schema"u8, request.OutputSchema);
        WriteTools(writer, request);
        writer.WriteTextsIfAny("tags"u8, request.Tags);
        writer.WriteTextsIfAny("credentials"u8, request.Credentials);
        WriteChanges(writer, request);
        CacheOptionsJson.WriteIfSet(writer, request.Cache);
        writer.WriteIfSet("dryrun"u8, request.DryRun);
        writer.WriteIfSet("internal"u8, request.Internal);
        WriteElement(writer, "internal_dynamic_variant_config"u8, request.DynamicVariant);
        WriteWishes(writer, call);
        writer.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter writer, InferenceRequest request)
    {
        writer.WriteIfPresent("function_name"u8, request.FunctionName);
        writer.WriteIfPresent("model_name"u8, request.ModelName);
        writer.WriteIfPresent("variant_name"u8, request.VariantName);
        writer.WriteIfPresent("namespace"u8, request.Namespace);
        if (request.EpisodeId is { } episode)
        {
            writer.WriteString("episode_id"u8, episode);
        }
    }

    private static void WriteTools(Utf8JsonWriter writer, InferenceRequest request)
    {
        if (request.AllowedTools is { } allowed)
        {
            writer.WriteStartArray("allowed_tools"u8);
            for (var i = 0; i < allowed.Count; i++)
            {
                writer.WriteStringValue(allowed[i]);
            }

            writer.WriteEndArray();
        }

        if (request.AdditionalTools.Count > 0)
        {
            writer.WritePropertyName("additional_tools"u8);
            ContentJsonTools.WriteDefinitions(writer, request.AdditionalTools);
        }

        if (request.ProviderTools.Count > 0)
        {
            writer.WritePropertyName("provider_tools"u8);
            ContentJsonTools.WriteProviderTools(writer, request.ProviderTools);
        }

        if (request.ToolChoice is { } choice)
        {
            writer.WritePropertyName("tool_choice"u8);
            ContentJsonTools.WriteChoice(writer, choice);
        }

        if (request.ParallelToolCalls is { } parallel)
        {
            writer.WriteBoolean("parallel_tool_calls"u8, parallel);
        }
    }

    private static void WriteChanges(Utf8JsonWriter writer, InferenceRequest request)
    {
        if (request.ExtraBody.Count > 0)
        {
            writer.WritePropertyName("extra_body"u8);
            ContentJsonExtraBody.Write(writer, request.ExtraBody);
        }

        if (request.ExtraHeaders.Count > 0)
        {
            writer.WritePropertyName("extra_headers"u8);
            ExtraHeadersJson.Write(writer, request.ExtraHeaders);
        }
    }

    /// <summary>What the answer shall carry.</summary>
    private static void WriteWishes(Utf8JsonWriter writer, InferenceCall call)
    {
        writer.WriteIfSet("include_raw_usage"u8, call.Request.IncludeRawUsage);
        writer.WriteIfSet("include_raw_response"u8, call.IncludeRawResponse);
        writer.WriteIfSet("include_original_response"u8, call.IncludeOriginalResponse);
        writer.WriteIfSet("include_aggregated_response"u8, call.IncludeAggregatedResponse);
    }

    private static void WriteElement(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is { } element)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }
    }
}
