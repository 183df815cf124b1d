namespace TensorZero.Embedded;

/// <summary>
/// A piece of a content block that is still being written. Pieces with the same kind and <see cref="Id"/> belong to one block.
/// </summary>
public abstract record ContentChunk
{
    private protected ContentChunk(string id) => Id = id;

    /// <summary>Which block the piece belongs to.</summary>
    public string Id { get; }
}
