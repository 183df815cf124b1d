using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>Writes the messages of a chat completion.</summary>
internal readonly struct ChatMessageWriter(OpenAIProviderOptions options, ProviderCall call, ILogger logger)
{
    /// <param name="json">Where to.</param>
    /// <param name="request">The conversation.</param>
    /// <param name="asksForJson">Whether the provider's JSON mode is on, which wants the word JSON in the conversation.</param>
    public void Write(Utf8JsonWriter json, ModelRequest request, bool asksForJson)
    {
        json.WriteStartArray("messages"u8);
        ChatSystemWriter.Write(json, request, options.ModelName, asksForJson);
        for (var index = 0; index < request.Messages.Count; index++)
        {
            var message = request.Messages[index];
            if (message.Role == Role.User)
            {
                WriteUser(json, message.Content);
            }
            else
            {
                WriteAssistant(json, message.Content);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Tool results are messages of their own and come first: they answer the message before. The rest is one message.</summary>
    private void WriteUser(Utf8JsonWriter json, IReadOnlyList<ContentBlock> content)
    {
        var parts = 0;
        for (var index = 0; index < content.Count; index++)
        {
            switch (content[index])
            {
                case ToolResultBlock result:
                    json.WriteStartObject();
                    json.WriteString("role"u8, "tool"u8);
                    json.WriteString("tool_call_id"u8, result.Id);
                    json.WriteString("content"u8, result.Result);
                    json.WriteEndObject();
                    break;
                case ToolCallBlock:
                    throw call.Failed(ProviderFailure.UnsupportedRequest, "takes tool calls in assistant messages only");
                case ThoughtBlock:
                    OpenAILog.ThoughtLeftOut(logger, call.ModelName, call.ProviderName);
                    break;
                default:
                    parts++;
                    break;
            }
        }

        if (parts > 0)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "user"u8);
            WriteContent(json, content, parts);
            json.WriteEndObject();
        }
    }

    private void WriteAssistant(Utf8JsonWriter json, IReadOnlyList<ContentBlock> content)
    {
        var (parts, calls, thoughts) = (0, 0, 0);
        for (var index = 0; index < content.Count; index++)
        {
            switch (content[index])
            {
                case ToolCallBlock:
                    calls++;
                    break;
                case ThoughtBlock:
                    thoughts++;
                    break;
                case ToolResultBlock:
                    throw call.Failed(ProviderFailure.UnsupportedRequest, "takes tool results in user messages only");
                default:
                    parts++;
                    break;
            }
        }

        if (parts + calls == 0)
        {
            // A message must say or call something: thoughts alone are refused.
            if (thoughts > 0)
            {
                OpenAILog.ThoughtLeftOut(logger, call.ModelName, call.ProviderName);
            }

            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        if (parts > 0)
        {
            WriteContent(json, content, parts);
        }

        if (calls > 0)
        {
            WriteToolCalls(json, content);
        }

        if (thoughts > 0)
        {
            WriteThoughts(json, content);
        }

        json.WriteEndObject();
    }

    /// <summary>A single text is a string, which every compatible server takes; anything else is a list of parts.</summary>
    private void WriteContent(Utf8JsonWriter json, IReadOnlyList<ContentBlock> content, int parts)
    {
        json.WritePropertyName("content"u8);
        if (parts == 1 && FindText(content) is { } single)
        {
            json.WriteStringValue(single);
            return;
        }

        json.WriteStartArray();
        for (var index = 0; index < content.Count; index++)
        {
            WritePart(json, content[index]);
        }

        json.WriteEndArray();
    }

    private void WritePart(Utf8JsonWriter json, ContentBlock block)
    {
        switch (block)
        {
            case TextBlock text:
                json.WriteStartObject();
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, text.Text);
                json.WriteEndObject();
                break;
            case FileBlock file:
                FilePartWriter.Write(json, file, options, call);
                break;
            case UnknownBlock unknown:
                json.WriteRawValue(JsonMarshal.GetRawUtf8Value(unknown.Data), skipInputValidation: true);
                break;
            case ToolCallBlock or ToolResultBlock or ThoughtBlock:
                break;
            default:
                throw new InvalidOperationException($"A {block.GetType().Name} must be rendered before it reaches a provider.");
        }
    }

    private static void WriteToolCalls(Utf8JsonWriter json, IReadOnlyList<ContentBlock> content)
    {
        json.WriteStartArray("tool_calls"u8);
        for (var index = 0; index < content.Count; index++)
        {
            if (content[index] is ToolCallBlock toolCall)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, toolCall.Id);
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, toolCall.RawName);
                json.WriteString("arguments"u8, toolCall.RawArguments);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// Servers with open reasoning (DeepSeek, vLLM and others) want it back in <c>reasoning_content</c>. OpenAI itself shows none,
    /// so it is sent none back.
    /// </summary>
    private static void WriteThoughts(Utf8JsonWriter json, IReadOnlyList<ContentBlock> content)
    {
        var isFirst = true;
        for (var index = 0; index < content.Count; index++)
        {
            if (content[index] is not ThoughtBlock { Text: { } text })
            {
                continue;
            }

            if (isFirst)
            {
                json.WritePropertyName("reasoning_content"u8);
            }

            json.WriteStringValueSegment(isFirst ? "" : "\n\n", isFinalSegment: false);
            json.WriteStringValueSegment(text, isFinalSegment: false);
            isFirst = false;
        }

        if (!isFirst)
        {
            json.WriteStringValueSegment("", isFinalSegment: true);
        }
    }

    private static string? FindText(IReadOnlyList<ContentBlock> content)
    {
        for (var index = 0; index < content.Count; index++)
        {
            if (content[index] is TextBlock text)
            {
                return text.Text;
            }
        }

        return null;
    }
}
