using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Reads <c>system</c> and <c>messages</c>.</summary>
internal static class ConversationReader
{
    private const string Where = "a message";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(StringComparer.Ordinal, "role", "content");

    public static InferenceInput Read(JsonElement request)
    {
        var system = new SystemReader();
        if (request.Find("system") is { } given)
        {
            system.Add(given, "system");
        }

        var content = new ContentReader();
        var messages = new List<InputMessage>();
        request.Required("messages", "the request").Items("messages", message =>
        {
            message.Allow(Keys, Where);
            var said = message.Required("content", Where);
            switch (message.RequiredString("role", Where))
            {
                case "user":
                    messages.Add(new InputMessage(Role.User, content.Read(said)));
                    break;
                case "assistant":
                    messages.Add(new InputMessage(Role.Assistant, content.Read(said)));
                    break;
                case "system":
                    // Few providers know instructions in between: they join those at the start.
                    system.Add(said, "content");
                    break;
                default:
                    throw new ContentJsonException($"Expected \"user\", \"assistant\" or \"system\" as `role` in {Where}.");
            }

            return true;
        });
        return new InferenceInput { System = system.Prompt, Messages = messages };
    }
}
