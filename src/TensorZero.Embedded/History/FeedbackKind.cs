namespace TensorZero.Embedded;

/// <summary>What a piece of feedback says.</summary>
public enum FeedbackKind
{
    /// <summary>Yes or no, for a metric.</summary>
    Boolean,

    /// <summary>A number, for a metric.</summary>
    Float,

    /// <summary>A text for people.</summary>
    Comment,

    /// <summary>What the function should have answered.</summary>
    Demonstration,
}
