namespace TensorZero.Embedded.Storage.Records;

/// <summary>
/// A configuration that inferences run under, so that they can be understood and repeated later. Its identity is the hash;
/// appending a known one again only renews when it was last used.
/// </summary>
internal sealed record ConfigSnapshotRecord : Record
{
    public required string Hash { get; init; }

    public required string CanonicalText { get; init; }

    public required string LibraryVersion { get; init; }
}
