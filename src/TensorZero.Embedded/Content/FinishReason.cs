namespace TensorZero.Embedded;

/// <summary>Why the model stopped, in the words all providers are mapped to.</summary>
public enum FinishReason
{
    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>One of the request's stop sequences was met.</summary>
    StopSequence,

    /// <summary>The limit on output tokens, or the context window, was reached.</summary>
    Length,

    /// <summary>The model wants tools to be called.</summary>
    ToolCall,

    /// <summary>The provider's content filter cut the answer.</summary>
    ContentFilter,

    /// <summary>The provider gave a reason that none of the others covers.</summary>
    Unknown,
}
