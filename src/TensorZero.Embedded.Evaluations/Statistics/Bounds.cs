namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>Which ends of an interval carry its confidence.</summary>
public enum Bounds
{
    /// <summary>Both ends; each may be wrong with half of the error probability.</summary>
    Both,

    /// <summary>Only the lower end: "at least". The upper end is the largest possible value.</summary>
    LowerOnly,

    /// <summary>Only the upper end: "at most". The lower end is the smallest possible value.</summary>
    UpperOnly,
}
