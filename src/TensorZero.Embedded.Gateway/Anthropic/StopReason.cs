namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Anthropic's words for why the model stopped.</summary>
internal static class StopReason
{
    /// <param name="reason">What the provider said; null when it said nothing.</param>
    /// <param name="callsTools">Whether the answer calls tools: not every provider says so with its reason.</param>
    public static string Of(FinishReason? reason, bool callsTools) => reason switch
    {
        FinishReason.StopSequence => "stop_sequence",
        FinishReason.Length => "max_tokens",
        FinishReason.ToolCall => "tool_use",
        FinishReason.ContentFilter => "refusal",
        _ => callsTools ? "tool_use" : "end_turn",
    };
}
