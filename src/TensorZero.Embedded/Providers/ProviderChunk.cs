namespace TensorZero.Embedded.Providers;

/// <summary>One event of a provider's stream, in no provider's dialect.</summary>
public sealed class ProviderChunk
{
    /// <summary>The pieces of content it carries; often one, may be none.</summary>
    public IReadOnlyList<ContentChunk> Content { get; init; } = [];

    /// <summary>
    /// Tokens reported so far; null when the event carries none. Each number replaces an earlier one; a null number leaves it.
    /// </summary>
    public Usage? Usage { get; init; }

    /// <summary>Why the model stopped; null while it goes on.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The event's data as received, in UTF-8.</summary>
    public ReadOnlyMemory<byte> RawChunk { get; init; }
}
