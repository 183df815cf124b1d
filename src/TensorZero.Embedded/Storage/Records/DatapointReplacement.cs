namespace TensorZero.Embedded.Storage.Records;

/// <summary>A datapoint's new version.</summary>
/// <param name="OldId">The version that becomes stale.</param>
/// <param name="New">The one that takes its place, with an id of its own.</param>
internal sealed record DatapointReplacement(Guid OldId, DatapointRecord New);
