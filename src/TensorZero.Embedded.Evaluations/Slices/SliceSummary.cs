using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations;

/// <summary>The scores of one part of the datapoints.</summary>
public sealed record SliceSummary
{
    /// <summary>The slice.</summary>
    public required string SliceName { get; init; }

    /// <summary>The part.</summary>
    public required string Value { get; init; }

    /// <summary>The scores of the part alone. The confidence of its interval is raised so that the intervals of all parts hold together.</summary>
    public required ScoreSummary Scores { get; init; }

    /// <summary>
    /// The mean drawn towards what all parts have in common, the more the less is known of it, with its interval: the number to go by when
    /// looking for the worst part. Null without scores, and for number scores that are all alike.
    /// </summary>
    public required Estimate? Shrunken { get; init; }

    /// <summary>
    /// How likely so large a difference to the other parts would be if there were none, corrected for the number of parts (Holm). Null
    /// when there is nothing to compare with.
    /// </summary>
    public required double? AdjustedPValue { get; init; }
}
