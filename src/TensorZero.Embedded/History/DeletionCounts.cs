namespace TensorZero.Embedded;

/// <summary>What a deletion took away.</summary>
/// <param name="Inferences">Inferences, failed ones included.</param>
/// <param name="Calls">Their provider calls, failed ones included.</param>
/// <param name="Feedback">Pieces of feedback.</param>
/// <param name="Datapoints">Datapoints that were made from them, each version counted.</param>
public readonly record struct DeletionCounts(long Inferences, long Calls, long Feedback, long Datapoints)
{
    /// <summary>What two deletions took away together.</summary>
    internal DeletionCounts Add(DeletionCounts other) => new(
        Inferences + other.Inferences, Calls + other.Calls, Feedback + other.Feedback, Datapoints + other.Datapoints);
}
