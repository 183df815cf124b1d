using System.Text.Json;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>Writes the system prompt of a chat completion. The provider's JSON mode wants the word JSON somewhere in the conversation.</summary>
internal static class ChatSystemWriter
{
    private const string JsonInstruction = "Respond using JSON.";

    public static void Write(Utf8JsonWriter json, ModelRequest request, string modelName, bool asksForJson)
    {
        var system = request.System;
        if (system is null && !asksForJson)
        {
            return;
        }

        // o1-mini refuses system messages.
        var role = modelName.StartsWith("o1-mini", StringComparison.OrdinalIgnoreCase) ? "user"u8 : "system"u8;
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WritePropertyName("content"u8);
        if (system is null)
        {
            json.WriteStringValue(JsonInstruction);
        }
        else if (asksForJson && !MentionsJson(system) && !MentionsJson(request.Messages))
        {
            json.WriteStringValueSegment(JsonInstruction, isFinalSegment: false);
            json.WriteStringValueSegment("\n\n", isFinalSegment: false);
            json.WriteStringValueSegment(system, isFinalSegment: true);
        }
        else
        {
            json.WriteStringValue(system);
        }

        json.WriteEndObject();
    }

    private static bool MentionsJson(string text) => text.Contains("json", StringComparison.OrdinalIgnoreCase);

    private static bool MentionsJson(IReadOnlyList<InputMessage> messages)
    {
        foreach (var message in messages)
        {
            foreach (var block in message.Content)
            {
                if (block is TextBlock { Text: var text } && MentionsJson(text)
                    || block is ToolResultBlock { Result: var result } && MentionsJson(result))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
