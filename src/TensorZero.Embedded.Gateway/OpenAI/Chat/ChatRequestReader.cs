using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.Targets;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Reads the body of <c>POST /openai/v1/chat/completions</c>.</summary>
internal static class ChatRequestReader
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> Fields = FrozenSet.Create(
        StringComparer.Ordinal,
        "messages", "model", "frequency_penalty", "max_tokens", "max_completion_tokens", "presence_penalty", "response_format", "seed",
        "stream", "stream_options", "temperature", "tools", "tool_choice", "top_p", "parallel_tool_calls", "stop", "reasoning_effort",
        "service_tier", "verbosity", "n");

    /// <param name="json">The body.</param>
    /// <param name="apiKeyPublicId">Of the key that the caller showed; null without authentication.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <param name="logger">Told what is odd.</param>
    /// <exception cref="ContentJsonException">The body is no such request.</exception>
    /// <exception cref="NotServedException">The body asks for what is not served.</exception>
    public static ChatCall Read(JsonElement json, string? apiKeyPublicId, long now, ILogger logger)
    {
        var extensions = RequestExtensions.Read(json);
        UnknownFields.Check(json, Fields, extensions, logger);
        if (json.OptionalInteger("n", long.MaxValue, Where) is not (null or 1))
        {
            throw new ContentJsonException("`n` can only be 1: ask again for each further answer.");
        }

        var format = json.Read("response_format", OutputFormat.ReadChat);
        var asked = new OpenAIRequest
        {
            Target = InferenceTarget.Read(json),
            Input = ReadInput(json, logger),
            Params = ReadParams(json, format),
            OutputSchema = format?.Schema,
            Tools = json.Find("tools") is { } tools ? ChatToolReader.ReadTools(tools) : [],
            ToolChoice = json.Read("tool_choice", ChatToolReader.ReadChoice) ?? OpenAIToolChoice.Unset,
            ParallelToolCalls = json.OptionalBoolean("parallel_tool_calls", Where),
            Stream = json.Flag("stream", Where),
        };
        var inference = asked.With(extensions, apiKeyPublicId);
        return new ChatCall(inference, asked.Target, IncludesUsage(json, inference), now);
    }

    private static InferenceInput ReadInput(JsonElement json, ILogger logger)
    {
        var conversation = new ConversationBuilder(logger);
        json.Required("messages", Where).ForEach("messages", message => ChatMessageReader.Read(message, conversation));
        return conversation.Build();
    }

    private static ChatCompletionParams ReadParams(JsonElement json, OutputFormat? format) => new()
    {
        Temperature = json.OptionalNumber("temperature", Where),
        TopP = json.OptionalNumber("top_p", Where),
        FrequencyPenalty = json.OptionalNumber("frequency_penalty", Where),
        PresencePenalty = json.OptionalNumber("presence_penalty", Where),
        MaxTokens = Smaller(json.OptionalCount("max_tokens", Where), json.OptionalCount("max_completion_tokens", Where)),
        Seed = json.OptionalInteger("seed", long.MaxValue, Where),
        StopSequences = json.Find("stop") is { } stop ? ReadStop(stop) : null,
        ReasoningEffort = json.OptionalString("reasoning_effort", Where),
        ServiceTier = json.OptionalString("service_tier", Where) is { } tier ? ContentJsonWords.ParseServiceTier(tier) : null,
        Verbosity = json.OptionalString("verbosity", Where),
        JsonMode = format?.JsonMode,
    };

    private static int? Smaller(int? left, int? right) => left is { } a && right is { } b ? Math.Min(a, b) : left ?? right;

    private static List<string> ReadStop(JsonElement stop) =>
        stop.ValueKind == JsonValueKind.String ? [stop.GetString()!] : stop.Strings("stop");

    private static bool IncludesUsage(JsonElement json, InferenceCall inference)
    {
        _ = json.Find("stream_options")?.Members("`stream_options`");
        var asked = json.Find("stream_options")?.OptionalBoolean("include_usage", "`stream_options`");
        if (inference is { Stream: true, Request.IncludeRawUsage: true } && asked == false)
        {
            throw new ContentJsonException(
                $"`{ReservedNames.Prefix}include_raw_usage` in a stream needs `stream_options.include_usage`: set it, or leave it out.");
        }

        return asked == true || inference.Request.IncludeRawUsage;
    }
}
