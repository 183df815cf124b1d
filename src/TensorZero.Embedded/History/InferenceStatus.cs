namespace TensorZero.Embedded;

/// <summary>How an inference ended.</summary>
public enum InferenceStatus
{
    /// <summary>The caller got the whole answer.</summary>
    Succeeded,

    /// <summary>No variant answered, or a stream broke or ran out of time after its first content.</summary>
    Failed,

    /// <summary>The caller cancelled.</summary>
    Cancelled,

    /// <summary>The caller stopped reading a stream.</summary>
    Abandoned,
}
