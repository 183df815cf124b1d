using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.Targets;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>Reads the body of <c>POST /openai/v1/responses</c>.</summary>
internal static class ResponseRequestReader
{
    private const string Where = "the request";

    /// <summary><c>store</c> is known and changes nothing: what is recorded is the configuration's matter.</summary>
    private static readonly FrozenSet<string> Fields = FrozenSet.Create(
        StringComparer.Ordinal,
        "model", "input", "instructions", EarlierResponse.Field, "max_output_tokens", "temperature", "top_p", "text", "reasoning", "tools",
        "tool_choice", "parallel_tool_calls", "service_tier", "stream", "store", "background", "conversation", "prompt");

    /// <param name="json">The body; the call keeps it.</param>
    /// <param name="earlier">What the request goes on from; null for nothing.</param>
    /// <param name="apiKeyPublicId">Of the key that the caller showed; null without authentication.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <param name="logger">Told what is odd.</param>
    /// <exception cref="ContentJsonException">The body is no such request.</exception>
    /// <exception cref="NotServedException">The body asks for what is not served.</exception>
    public static ResponseCall Read(JsonElement json, StoredInference? earlier, string? apiKeyPublicId, long now, ILogger logger)
    {
        var extensions = RequestExtensions.Read(json);
        UnknownFields.Check(json, Fields, extensions, logger);
        RefuseWhatIsKeptElsewhere(json);
        var text = json.Find("text");
        var format = text?.Read("format", OutputFormat.ReadText);
        var asked = new OpenAIRequest
        {
            Target = InferenceTarget.Read(json),
            Input = ReadInput(json, earlier, logger),
            EpisodeId = earlier?.EpisodeId,
            Params = ReadParams(json, text, format),
            OutputSchema = format?.Schema,
            Tools = json.Find("tools") is { } tools ? ResponseToolReader.ReadTools(tools) : [],
            ToolChoice = json.Read("tool_choice", ResponseToolReader.ReadChoice) ?? OpenAIToolChoice.Unset,
            ParallelToolCalls = json.OptionalBoolean("parallel_tool_calls", Where),
            Stream = json.Flag("stream", Where),
        };
        return new ResponseCall(asked.With(extensions, apiKeyPublicId), asked.Target, json, now);
    }

    private static void RefuseWhatIsKeptElsewhere(JsonElement json)
    {
        _ = json.Flag("store", Where);
        if (json.Flag("background", Where))
        {
            throw new NotServedException("Responses in the background are not served by this version: leave out `background`.");
        }

        if (json.Find("conversation") is not null || json.Find("prompt") is not null)
        {
            throw new NotServedException(
                $"OpenAI's own conversations and prompts are not served: use `{EarlierResponse.Field}`, and a function's templates.");
        }
    }

    /// <summary>
    /// An earlier system prompt stays unless there are new instructions: on record it does not say whether it once was an instruction.
    /// </summary>
    private static InferenceInput ReadInput(JsonElement json, StoredInference? earlier, ILogger logger)
    {
        var conversation = new ConversationBuilder(logger);
        if (earlier is not null)
        {
            conversation.Continue(earlier.Input!, AnswerOf(earlier));
        }

        if (json.OptionalString("instructions", Where) is { } instructions)
        {
            conversation.ReplaceSystem(instructions);
        }

        var input = json.Required("input", Where);
        if (input.ValueKind == JsonValueKind.String)
        {
            conversation.Add(Role.User, [new TextBlock(input.GetString()!)]);
        }
        else
        {
            input.ForEach("input", item => ResponseItemReader.Read(item, conversation));
        }

        return conversation.Build();
    }

    private static IReadOnlyList<ContentBlock> AnswerOf(StoredInference earlier) =>
        earlier.Output is { } output ? [.. earlier.Content, new TextBlock(output.Raw ?? "")] : earlier.Content;

    private static ChatCompletionParams ReadParams(JsonElement json, JsonElement? text, OutputFormat? format)
    {
        _ = text?.Members("`text`");
        var reasoning = json.Find("reasoning");
        _ = reasoning?.Members("`reasoning`");
        return new ChatCompletionParams
        {
            Temperature = json.OptionalNumber("temperature", Where),
            TopP = json.OptionalNumber("top_p", Where),
            MaxTokens = json.OptionalCount("max_output_tokens", Where),
            ReasoningEffort = reasoning?.OptionalString("effort", "`reasoning`"),
            ServiceTier = json.OptionalString("service_tier", Where) is { } tier ? ContentJsonWords.ParseServiceTier(tier) : null,
            Verbosity = text?.OptionalString("verbosity", "`text`"),
            JsonMode = format?.JsonMode,
        };
    }
}
