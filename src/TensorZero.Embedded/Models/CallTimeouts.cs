namespace TensorZero.Embedded.Models;

/// <summary>The time limits of one scope (a provider, a model or a variant). Null is no limit.</summary>
/// <param name="Total">For a whole answer.</param>
/// <param name="FirstToken">For a stream's first content.</param>
/// <param name="StreamTotal">For a whole stream.</param>
internal sealed record CallTimeouts(TimeSpan? Total = null, TimeSpan? FirstToken = null, TimeSpan? StreamTotal = null)
{
    public static CallTimeouts None { get; } = new();
}
