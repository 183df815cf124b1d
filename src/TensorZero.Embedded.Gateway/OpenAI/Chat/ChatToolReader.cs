using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Reads the tools of a chat completion.</summary>
internal static class ChatToolReader
{
    public static IReadOnlyList<ToolDefinition> ReadTools(JsonElement tools) => tools.Items("tools", static tool =>
        tool.RequiredString("type", "a tool") switch
        {
            "function" => OpenAIToolReader.ReadFunction(tool.Required("function", "a tool")),
            "custom" => throw CustomTool(),
            _ => throw new ContentJsonException("Expected function as `type` in a tool."),
        });

    public static OpenAIToolChoice ReadChoice(JsonElement choice)
    {
        if (OpenAIToolReader.ReadWord(choice) is { } word)
        {
            return new OpenAIToolChoice(word);
        }

        return choice.RequiredString("type", "tool_choice") switch
        {
            "function" => new OpenAIToolChoice(ToolChoice.Specific(ReadName(choice))),
            "allowed_tools" => OpenAIToolReader.ReadAllowed(choice.Required("allowed_tools", "tool_choice"), ReadName),
            "custom" => throw CustomTool(),
            _ => throw new ContentJsonException("Expected function or allowed_tools as `type` in tool_choice."),
        };
    }

    private static string ReadName(JsonElement tool) => tool.Required("function", "a tool").RequiredString("name", "a function");

    private static NotServedException CustomTool() => new("Custom tools are not served by this version: use a function tool.");
}
