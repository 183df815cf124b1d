namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>The keys of a table; of a table with types, those of each.</summary>
/// <param name="Alternatives">At least one.</param>
internal sealed record TableForm(IReadOnlyList<TableForm.Alternative> Alternatives)
{
    /// <summary>A table inside itself: whatever it holds is told where it first appears.</summary>
    public static TableForm Open { get; } = new([new Alternative(null, null, [], AcceptsAny: true)]);

    /// <param name="Key">The key that decides; null for the only alternative.</param>
    /// <param name="Word">Its value; null for the only alternative.</param>
    /// <param name="Keys">In the order they are read.</param>
    /// <param name="AcceptsAny">Whether there may be others.</param>
    public sealed record Alternative(string? Key, string? Word, IReadOnlyList<KeyEntry> Keys, bool AcceptsAny);
}
