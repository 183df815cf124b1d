namespace TensorZero.Embedded.Evaluations;

/// <summary>Why two datapoints count as duplicates.</summary>
public enum DuplicateKind
{
    /// <summary>Their inputs say the same.</summary>
    Exact,

    /// <summary>They have the same origin: one is an edited copy of the other, or both were made of the same inference.</summary>
    SameOrigin,

    /// <summary>Their inputs have most runs of words in common.</summary>
    Near,
}
