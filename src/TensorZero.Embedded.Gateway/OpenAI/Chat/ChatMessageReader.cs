using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Reads one message of a chat completion into a conversation.</summary>
internal static class ChatMessageReader
{
    private const string Where = "a message";

    public static void Read(JsonElement message, ConversationBuilder conversation)
    {
        switch (message.RequiredString("role", Where))
        {
            case "system" or "developer":
                conversation.AddSystem(ChatContentReader.Read(message.Required("content", Where), "system"));
                break;
            case "user":
                conversation.Add(Role.User, ChatContentReader.Read(message.Required("content", Where), "user"));
                break;
            case "assistant":
                conversation.Add(Role.Assistant, ReadAnswer(message));
                break;
            case "tool":
                conversation.AddToolResult(message.RequiredString("tool_call_id", Where), ReadResult(message));
                break;
            default:
                throw new ContentJsonException("Expected system, developer, user, assistant or tool as `role` in a message.");
        }
    }

    private static List<ContentBlock> ReadAnswer(JsonElement message)
    {
        var blocks = new List<ContentBlock>();
        if (message.Find("content") is { } content)
        {
            blocks.AddRange(ChatContentReader.Read(content, "assistant"));
        }

        if (message.Find("tool_calls") is { } calls)
        {
            blocks.AddRange(calls.Items("tool_calls", ReadToolCall));
        }

        if (message.Find(ExtraContent.Name) is { } extra)
        {
            ExtraContent.Insert(extra, blocks);
        }

        return blocks;
    }

    private static ToolCallBlock ReadToolCall(JsonElement call)
    {
        var function = call.Required("function", "a tool call");
        return new ToolCallBlock(
            call.RequiredString("id", "a tool call"),
            function.RequiredString("name", "a function call"),
            function.RequiredString("arguments", "a function call"));
    }

    /// <summary>A tool's result is one text, whatever parts it is sent in.</summary>
    private static string ReadResult(JsonElement message)
    {
        if (message.Find("content") is not { } content)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var block in ChatContentReader.Read(content, "tool"))
        {
            text.Append(block is TextBlock part ? part.Text : throw new ContentJsonException("A tool's result is text."));
        }

        return text.ToString();
    }
}
