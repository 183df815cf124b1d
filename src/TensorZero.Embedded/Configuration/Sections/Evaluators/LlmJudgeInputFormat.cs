namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

/// <summary>How a judge is shown the conversation.</summary>
internal enum LlmJudgeInputFormat
{
    /// <summary>As JSON text in one message.</summary>
    Serialized,

    /// <summary>As messages, files included.</summary>
    Messages,
}
