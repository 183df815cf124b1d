namespace TensorZero.Embedded;

/// <summary>What is wrong with a request. Nothing was called when one of these is reported.</summary>
public enum InferenceRequestError
{
    /// <summary>The request contradicts itself or lacks something: see the message.</summary>
    InvalidRequest,

    /// <summary>No function has this name.</summary>
    UnknownFunction,

    /// <summary>The function has no variant with this name.</summary>
    UnknownVariant,

    /// <summary>No model has this name, and it is no shorthand such as <c>openai::gpt-5</c>.</summary>
    UnknownModel,

    /// <summary>No tool has this name.</summary>
    UnknownTool,

    /// <summary>Two tools of the request have the same name.</summary>
    DuplicateTool,

    /// <summary>The input does not fit the function's schemas or templates.</summary>
    InvalidInput,

    /// <summary>The episode id is no UUIDv7 of the past.</summary>
    InvalidEpisodeId,

    /// <summary>A hook refused the request.</summary>
    Refused,
}
