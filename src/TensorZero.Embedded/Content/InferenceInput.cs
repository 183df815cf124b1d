namespace TensorZero.Embedded;

/// <summary>What a function is asked: a system prompt and a conversation.</summary>
public sealed record InferenceInput
{
    /// <summary>The system prompt; null for none, which a function with a system schema refuses.</summary>
    public SystemPrompt? System { get; init; }

    /// <summary>The conversation, oldest first. Default: empty.</summary>
    public IReadOnlyList<InputMessage> Messages { get; init; } = [];
}
