namespace TensorZero.Embedded;

/// <summary>A dataset, as far as a list of them tells.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DatapointCount">How many datapoints it has, those replaced or deleted left aside.</param>
/// <param name="LastUpdated">When the latest of them was written.</param>
public sealed record DatasetSummary(string Name, long DatapointCount, DateTimeOffset LastUpdated);
