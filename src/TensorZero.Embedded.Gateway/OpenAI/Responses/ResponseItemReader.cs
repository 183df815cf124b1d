using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>Reads one item of a response's input into a conversation. What a model said comes as several items, and is one message again.</summary>
internal static class ResponseItemReader
{
    public static void Read(JsonElement item, ConversationBuilder conversation)
    {
        _ = item.Members("an item");
        switch (item.OptionalString("type", "an item"))
        {
            case null or "message":
                ReadMessage(item, conversation);
                break;
            case "function_call":
                conversation.AddToAnswer([new ToolCallBlock(
                    item.RequiredString("call_id", "a function call"),
                    item.RequiredString("name", "a function call"),
                    item.RequiredString("arguments", "a function call"))]);
                break;
            case "function_call_output":
                conversation.AddToolResult(item.RequiredString("call_id", "a function's output"), ReadOutput(item));
                break;
            case "reasoning":
                conversation.AddToAnswer([ReadReasoning(item)]);
                break;
            default:
                throw new ContentJsonException(
                    "Expected message, function_call, function_call_output or reasoning as `type` of an item: others are not served.");
        }
    }

    private static void ReadMessage(JsonElement message, ConversationBuilder conversation)
    {
        var role = message.RequiredString("role", "a message");
        var content = message.Required("content", "a message");
        switch (role)
        {
            case "system" or "developer":
                conversation.AddSystem(ResponseContentReader.Read(content, "system"));
                break;
            case "user":
                conversation.Add(Role.User, ResponseContentReader.Read(content, "user"));
                break;
            case "assistant":
                conversation.AddToAnswer(ResponseContentReader.Read(content, "assistant"));
                break;
            default:
                throw new ContentJsonException("Expected system, developer, user or assistant as `role` in a message.");
        }
    }

    private static string ReadOutput(JsonElement item)
    {
        var text = new StringBuilder();
        foreach (var block in ResponseContentReader.Read(item.Required("output", "a function's output"), "tool"))
        {
            text.Append(block is TextBlock part ? part.Text : throw new ContentJsonException("A function's output is text."));
        }

        return text.ToString();
    }

    private static ThoughtBlock ReadReasoning(JsonElement item)
    {
        var texts = item.Find("content")?.Items("content", static part => part.RequiredString("text", "a reasoning text"));
        var summary = item.Find("summary")?.Items("summary", static part => part.RequiredString("text", "a summary"));
        return new ThoughtBlock(texts is { Count: > 0 } ? string.Concat(texts) : null, item.OptionalString("encrypted_content", "reasoning"))
        {
            Summary = summary is { Count: > 0 } ? summary : null,
        };
    }
}
