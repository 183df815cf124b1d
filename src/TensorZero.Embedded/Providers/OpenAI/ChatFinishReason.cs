using System.Text.Json;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>Reads why a chat completion stopped.</summary>
internal static class ChatFinishReason
{
    /// <summary>Reads the value of <c>finish_reason</c>, the reader standing on its name. Null while the model goes on.</summary>
    public static FinishReason? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null || reader.ValueTextEquals(""u8))
        {
            return null;
        }

        return reader.ValueTextEquals("stop"u8) ? FinishReason.Stop
            : reader.ValueTextEquals("length"u8) ? FinishReason.Length
            : reader.ValueTextEquals("tool_calls"u8) || reader.ValueTextEquals("function_call"u8) ? FinishReason.ToolCall
            : reader.ValueTextEquals("content_filter"u8) ? FinishReason.ContentFilter
            : FinishReason.Unknown;
    }
}
