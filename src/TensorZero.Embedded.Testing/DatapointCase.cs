namespace TensorZero.Embedded.Testing;

/// <summary>A datapoint of a file as the argument of a test. Prints where it stands, nothing of what it holds.</summary>
/// <param name="Id">The datapoint's id.</param>
/// <param name="File">The file's name.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Name">The datapoint's own name; null when it has none.</param>
public sealed record DatapointCase(Guid Id, string File, long Line, string? Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name ?? $"{File}:{Line}";
}
