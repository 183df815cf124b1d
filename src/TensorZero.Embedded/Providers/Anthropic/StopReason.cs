namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Anthropic's words for why the model stopped.</summary>
internal static class StopReason
{
    public static FinishReason? ToFinishReason(string? stopReason) => stopReason switch
    {
        null => null,
        "end_turn" => FinishReason.Stop,
        "stop_sequence" => FinishReason.StopSequence,
        "max_tokens" or "model_context_window_exceeded" => FinishReason.Length,
        "tool_use" => FinishReason.ToolCall,
        "refusal" => FinishReason.ContentFilter,
        _ => FinishReason.Unknown,
    };
}
