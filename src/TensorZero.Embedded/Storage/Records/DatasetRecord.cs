namespace TensorZero.Embedded.Storage.Records;

/// <summary>A dataset, as far as a list of them tells.</summary>
internal sealed record DatasetRecord(string Name, long DatapointCount, DateTimeOffset LastUpdated);
