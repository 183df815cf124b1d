namespace TensorZero.Embedded.Evaluations;

/// <summary>A datapoint that resembles locked rows, of which nothing is said but how many they are.</summary>
/// <param name="DatapointId">The datapoint that is not locked.</param>
/// <param name="Split">The part it is in; null for another dataset.</param>
/// <param name="Count">How many locked rows it resembles.</param>
public sealed record LockedDuplicates(Guid DatapointId, DatasetSplit? Split, int Count);
