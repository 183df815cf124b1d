namespace TensorZero.Embedded;

/// <summary>What a function answers with.</summary>
public enum FunctionType
{
    /// <summary>Content blocks: text, tool calls, thoughts.</summary>
    Chat,

    /// <summary>One JSON value that an output schema describes.</summary>
    Json,
}
