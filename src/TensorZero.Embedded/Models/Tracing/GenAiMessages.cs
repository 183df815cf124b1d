using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>Content as JSON text in the form of OpenTelemetry's generative AI conventions.</summary>
internal static class GenAiMessages
{
    /// <summary>Null for no prompt.</summary>
    public static string? SystemInstructions(string? system) => system is null ? null : JsonText.Of(writer =>
    {
        writer.WriteStartArray();
        GenAiParts.Write(writer, new TextBlock(system));
        writer.WriteEndArray();
    });

    public static string Input(IReadOnlyList<InputMessage> messages) => JsonText.Of(writer =>
    {
        writer.WriteStartArray();
        foreach (var message in messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, RoleOf(message));
            WriteParts(writer, message.Content);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public static string Output(IReadOnlyList<ContentBlock> output, ProviderAttempt attempt) => JsonText.Of(writer =>
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("role"u8, "assistant"u8);
        WriteParts(writer, output);
        writer.WriteString("finish_reason"u8, ReasonOf(attempt));
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    /// <summary>Null for no tools.</summary>
    public static string? Tools(ToolOffer? offer) => offer is not { Tools.Count: > 0 } ? null : JsonText.Of(writer =>
    {
        writer.WriteStartArray();
        foreach (var tool in offer.AllowedTools)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "function"u8);
            writer.WriteString("name"u8, tool.Name);
            writer.WriteString("description"u8, tool.Description);
            writer.WritePropertyName("parameters"u8);
            tool.Parameters.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteParts(Utf8JsonWriter writer, IReadOnlyList<ContentBlock> blocks)
    {
        writer.WriteStartArray("parts"u8);
        foreach (var block in blocks)
        {
            GenAiParts.Write(writer, block);
        }

        writer.WriteEndArray();
    }

    private static string RoleOf(InputMessage message) =>
        message.Content.Count > 0 && message.Content.All(block => block is ToolResultBlock) ? "tool" : ContentJsonWords.Of(message.Role);

    private static string ReasonOf(ProviderAttempt attempt) => attempt switch
    {
        { Failure: not null } => "error",
        { FinishReason: FinishReason.Stop or FinishReason.StopSequence } => "stop",
        { FinishReason: { } reason } => ContentJsonWords.Of(reason),
        _ => "unknown",
    };
}
