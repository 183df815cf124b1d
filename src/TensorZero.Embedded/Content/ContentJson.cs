using System.Text.Encodings.Web;
using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>
/// TensorZero's JSON of inputs, messages and outputs, as it stands in rows and on the wire. Elements that are read may outlive the
/// document they came from.
/// </summary>
internal static class ContentJson
{
    /// <summary>Letters stay letters, so that rows are small and can be searched.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteInput(Utf8JsonWriter writer, InferenceInput input)
    {
        writer.WriteStartObject();
        if (input.System is { } system)
        {
            writer.WritePropertyName("system"u8);
            if (system.Arguments is { } arguments)
            {
                arguments.WriteTo(writer);
            }
            else
            {
                writer.WriteStringValue(system.Text);
            }
        }

        writer.WritePropertyName("messages"u8);
        WriteMessages(writer, input.Messages);
        writer.WriteEndObject();
    }

    /// <exception cref="ContentJsonException">The JSON is no input.</exception>
    public static InferenceInput ReadInput(JsonElement json)
    {
        JsonElement system = default;
        IReadOnlyList<InputMessage> messages = [];
        foreach (var property in json.Members("an input"))
        {
            switch (property.Name)
            {
                case "system":
                    system = property.Value;
                    break;
                case "messages":
                    messages = ReadMessages(property.Value);
                    break;
                default:
                    throw new ContentJsonException($"There is no key `{property.Name}` in an input.");
            }
        }

        return new InferenceInput { System = ReadSystem(system), Messages = messages };
    }

    public static void WriteMessages(Utf8JsonWriter writer, IReadOnlyList<InputMessage> messages)
    {
        writer.WriteStartArray();
        foreach (var message in messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, ContentJsonWords.Of(message.Role));
            writer.WritePropertyName("content"u8);
            WriteContent(writer, message.Content);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <exception cref="ContentJsonException">The JSON is no list of messages.</exception>
    public static IReadOnlyList<InputMessage> ReadMessages(JsonElement json) =>
        json.Items("messages", static message =>
        {
            var role = ContentJsonWords.ParseRole(message.RequiredString("role", "a message"));
            foreach (var property in message.EnumerateObject())
            {
                if (property.Name is not ("role" or "content"))
                {
                    throw new ContentJsonException($"There is no key `{property.Name}` in a message.");
                }
            }

            return new InputMessage(role, ContentJsonBlockReader.ReadMessageContent(message.Required("content", "a message"), role));
        });

    /// <summary>Blocks of a message: a tool call is what was sent, raw.</summary>
    public static void WriteContent(Utf8JsonWriter writer, IReadOnlyList<ContentBlock> blocks) =>
        WriteBlocks(writer, blocks, asAnswer: false);

    /// <summary>Blocks of an answer: a tool call also says what was valid about it.</summary>
    public static void WriteOutput(Utf8JsonWriter writer, IReadOnlyList<ContentBlock> blocks) =>
        WriteBlocks(writer, blocks, asAnswer: true);

    /// <exception cref="ContentJsonException">The JSON is no list of content blocks.</exception>
    public static IReadOnlyList<ContentBlock> ReadOutput(JsonElement json) =>
        ContentJsonBlockReader.ReadMessageContent(json, Role.Assistant);

    public static void WriteJsonOutput(Utf8JsonWriter writer, JsonOutput output)
    {
        writer.WriteStartObject();
        writer.WriteString("raw"u8, output.Raw);
        writer.WriteOptional("parsed"u8, output.Parsed);
        writer.WriteEndObject();
    }

    /// <exception cref="ContentJsonException">The JSON is no object with <c>raw</c> and <c>parsed</c>.</exception>
    public static JsonOutput ReadJsonOutput(JsonElement json)
    {
        _ = json.Members("a JSON output");
        return new JsonOutput(json.OptionalString("raw", "a JSON output"), json.Optional("parsed"));
    }

    private static void WriteBlocks(Utf8JsonWriter writer, IReadOnlyList<ContentBlock> blocks, bool asAnswer)
    {
        writer.WriteStartArray();
        foreach (var block in blocks)
        {
            ContentJsonBlockWriter.Write(writer, block, asAnswer);
        }

        writer.WriteEndArray();
    }

    private static SystemPrompt? ReadSystem(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => SystemPrompt.FromText(json.GetString()!),
        JsonValueKind.Object => SystemPrompt.FromArguments(json.Clone()),
        _ => throw new ContentJsonException("`system` must be a string or an object."),
    };
}
