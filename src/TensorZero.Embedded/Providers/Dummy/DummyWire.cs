using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Dummy;

/// <summary>The JSON that the dummy provider pretends to send and to receive, so that records and prices have something to read.</summary>
internal static class DummyWire
{
    public static ReadOnlyMemory<byte> WriteRequest(string modelName, ModelRequest request) => Write(writer =>
    {
        writer.WriteString("model"u8, modelName);
        writer.WriteBoolean("stream"u8, request.Stream);
        WriteMessages(writer, request);
        if (request.Tools is { } offer)
        {
            writer.WriteStartArray("tools"u8);
            foreach (var tool in offer.AllowedTools)
            {
                writer.WriteStringValue(tool.Name);
            }

            writer.WriteEndArray();
        }
    });

    public static string WriteMessages(ModelRequest request) =>
        Encoding.UTF8.GetString(Write(writer => WriteMessages(writer, request)).Span);

    public static ReadOnlyMemory<byte> WriteReply(string modelName, ProviderResponse answer) => Write(writer =>
    {
        writer.WriteString("model"u8, modelName);
        writer.WriteStartArray("content"u8);
        foreach (var block in answer.Content)
        {
            ContentJsonBlockWriter.Write(writer, block, asAnswer: false);
        }

        writer.WriteEndArray();
        WriteEnd(writer, answer);
    });

    public static ReadOnlyMemory<byte> WritePiece(ContentChunk piece) => Write(writer =>
    {
        switch (piece)
        {
            case TextChunk text:
                writer.WriteString("text"u8, text.Text);
                break;
            case ThoughtChunk thought:
                writer.WriteString("thought"u8, thought.Text);
                writer.WriteString("signature"u8, thought.Signature);
                break;
            case ToolCallChunk call:
                writer.WriteString("name"u8, call.RawName);
                writer.WriteString("arguments"u8, call.RawArguments);
                break;
        }
    });

    public static ReadOnlyMemory<byte> WriteEnd(ProviderResponse answer) => Write(writer => WriteEnd(writer, answer));

    public static ReadOnlyMemory<byte> WriteError(string modelName) => Write(writer =>
    {
        writer.WriteString("error"u8, "as asked for");
        writer.WriteString("model"u8, modelName);
    });

    public static JsonElement WriteUsage(Usage usage) => JsonElements.ParseElement(Write(writer => WriteUsage(writer, usage)));

    private static void WriteMessages(Utf8JsonWriter writer, ModelRequest request)
    {
        writer.WriteString("system"u8, request.System);
        writer.WriteStartArray("messages"u8);
        foreach (var message in request.Messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, message.Role == Role.User ? "user"u8 : "assistant"u8);
            writer.WriteStartArray("content"u8);
            foreach (var block in message.Content)
            {
                ContentJsonBlockWriter.Write(writer, block, asAnswer: false);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteEnd(Utf8JsonWriter writer, ProviderResponse answer)
    {
        writer.WriteString("finish_reason"u8, answer.FinishReason == FinishReason.ToolCall ? "tool_call"u8 : "stop"u8);
        writer.WriteStartObject("usage"u8);
        WriteUsage(writer, answer.Usage);
        writer.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter writer, Usage usage)
    {
        writer.WriteNumber("prompt_tokens"u8, usage.InputTokens ?? 0);
        writer.WriteNumber("completion_tokens"u8, usage.OutputTokens ?? 0);
        writer.WriteNumber("total_tokens"u8, (usage.InputTokens + usage.OutputTokens) ?? 0);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> writeProperties) =>
        JsonBody.Write(writeProperties, static (write, writer) =>
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        });
}
