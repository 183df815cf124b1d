namespace TensorZero.Embedded;

/// <summary>What is wrong with feedback. Nothing was recorded when one of these is reported.</summary>
public enum FeedbackRequestError
{
    /// <summary>The request contradicts itself or lacks something: see the message.</summary>
    InvalidRequest,

    /// <summary>No metric has this name.</summary>
    UnknownMetric,

    /// <summary>The value is not of the metric's type.</summary>
    InvalidValue,

    /// <summary>The metric is about inferences and an episode was named, or the other way round.</summary>
    WrongLevel,

    /// <summary>No inference or episode with this id is on record.</summary>
    UnknownTarget,

    /// <summary>The demonstration is no answer that the function could have given with the tools or the schema it had.</summary>
    InvalidDemonstration,

    /// <summary>A tag's key is reserved, or a tag that the library reads has a wrong value.</summary>
    InvalidTag,
}
