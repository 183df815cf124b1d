namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Why a model stopped, in OpenAI's words.</summary>
internal static class ChatFinishReason
{
    /// <summary>A reason that nobody gave, or that OpenAI has no word for, is <c>stop</c>.</summary>
    public static ReadOnlySpan<byte> WordOf(FinishReason? reason) => reason switch
    {
        FinishReason.Length => "length"u8,
        FinishReason.ContentFilter => "content_filter"u8,
        FinishReason.ToolCall => "tool_calls"u8,
        _ => "stop"u8,
    };
}
