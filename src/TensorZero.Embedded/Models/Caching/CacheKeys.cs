using System.Security.Cryptography;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Models.Caching;

/// <summary>
/// Names an attempt by everything that the answer depends on: who is asked, under what name the provider knows the model, what its section
/// of the configuration says, what is asked, and who may share the answer. Not by credentials, which do not change it.
/// </summary>
internal static class CacheKeys
{
    public static CacheKey Of(ProviderAttempt attempt, string scope)
    {
        var text = JsonBody.Write((attempt, scope), static (state, writer) => Write(writer, state.attempt, state.scope));
        return new CacheKey(Convert.ToHexStringLower(SHA256.HashData(text.Span)));
    }

    private static void Write(Utf8JsonWriter writer, ProviderAttempt attempt, string scope)
    {
        var (endpoint, request) = (attempt.Endpoint, attempt.Request);
        writer.WriteStartObject();
        writer.WriteString("scope"u8, scope);
        writer.WriteString("model"u8, endpoint.ModelName);
        writer.WriteString("provider"u8, endpoint.Name);
        writer.WriteString("provider_type"u8, endpoint.Provider.Type);
        writer.WriteString("provider_model"u8, endpoint.Provider.ModelName);
        writer.WriteString("provider_settings"u8, endpoint.SettingsHash);
        writer.WriteBoolean("stream"u8, request.Stream);
        writer.WriteString("function_type"u8, ContentJsonWords.Of(request.FunctionType));
        writer.WriteString("json_mode"u8, ContentJsonWords.Of(request.JsonMode));
        writer.WriteOptional("output_schema"u8, request.OutputSchema);
        writer.WriteString("system"u8, request.System);
        writer.WritePropertyName("messages"u8);
        ContentJson.WriteMessages(writer, request.Messages);
        writer.WritePropertyName("params"u8);
        ContentJsonParams.WriteSettings(writer, request.Params);
        writer.WritePropertyName("extra_body"u8);
        ContentJsonExtraBody.Write(writer, request.ExtraBody);
        writer.WritePropertyName("extra_headers"u8);
        ExtraHeadersJson.Write(writer, request.ExtraHeaders);
        if (request.Tools is { } tools)
        {
            WriteTools(writer, tools);
        }

        writer.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter writer, ToolOffer tools)
    {
        writer.WritePropertyName("tools"u8);
        ContentJsonTools.WriteDefinitions(writer, tools.Tools);
        writer.WritePropertyName("provider_tools"u8);
        ContentJsonTools.WriteProviderTools(writer, tools.ProviderTools);
        writer.WritePropertyName("tool_choice"u8);
        ContentJsonTools.WriteChoice(writer, tools.Choice);
        if (tools.ParallelToolCalls is { } parallel)
        {
            writer.WriteBoolean("parallel_tool_calls"u8, parallel);
        }

        if (tools.AllowedNames is { } allowed)
        {
            writer.WriteStartArray("allowed_tools"u8);
            foreach (var name in allowed)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
        }
    }
}
