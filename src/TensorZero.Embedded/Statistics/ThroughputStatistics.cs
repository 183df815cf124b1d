namespace TensorZero.Embedded;

/// <summary>How many inferences a group has.</summary>
/// <param name="Key">Which inferences.</param>
/// <param name="Answered">How many were answered.</param>
/// <param name="Failed">How many failed, were cancelled or abandoned. Where no variant began to answer, their variant is empty.</param>
/// <param name="Episodes">How many different episodes the answered ones belong to.</param>
public sealed record ThroughputStatistics(StatisticsKey Key, long Answered, long Failed, long Episodes);
