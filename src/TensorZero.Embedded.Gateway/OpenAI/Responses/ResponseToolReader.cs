using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>Reads the tools of a response.</summary>
internal static class ResponseToolReader
{
    public static IReadOnlyList<ToolDefinition> ReadTools(JsonElement tools) => tools.Items("tools", static tool =>
        tool.RequiredString("type", "a tool") == "function" ? OpenAIToolReader.ReadFunction(tool) : throw BuiltIn());

    public static OpenAIToolChoice ReadChoice(JsonElement choice)
    {
        if (OpenAIToolReader.ReadWord(choice) is { } word)
        {
            return new OpenAIToolChoice(word);
        }

        return choice.RequiredString("type", "tool_choice") switch
        {
            "function" => new OpenAIToolChoice(ToolChoice.Specific(ReadName(choice))),
            "allowed_tools" => OpenAIToolReader.ReadAllowed(choice, ReadName),
            _ => throw BuiltIn(),
        };
    }

    private static string ReadName(JsonElement tool) => tool.RequiredString("name", "a tool");

    private static NotServedException BuiltIn() => new(
        "Only tools of type function are served: have your application run others, or hand a provider its own as `tensorzero::provider_tools`.");
}
