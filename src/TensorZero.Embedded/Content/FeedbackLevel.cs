namespace TensorZero.Embedded;

/// <summary>What feedback, or a metric, is about.</summary>
public enum FeedbackLevel
{
    /// <summary>One inference.</summary>
    Inference,

    /// <summary>A whole episode.</summary>
    Episode,
}
