namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>What an item of a response's output is.</summary>
internal enum ResponseItemKind
{
    /// <summary><c>message</c>: what the model said.</summary>
    Message,

    /// <summary><c>function_call</c>: a function the model wants called.</summary>
    Call,

    /// <summary><c>reasoning</c>: what the model thought.</summary>
    Reasoning,
}
