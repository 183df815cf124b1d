namespace TensorZero.Embedded.Storage.Records;

/// <summary>A configuration that inferences ran under, so that they can be understood and repeated later.</summary>
internal sealed record ConfigSnapshotRecord(string Hash, string CanonicalText, string LibraryVersion);
