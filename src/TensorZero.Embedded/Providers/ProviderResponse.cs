namespace TensorZero.Embedded.Providers;

/// <summary>A provider's whole answer, in no provider's dialect.</summary>
public sealed class ProviderResponse
{
    /// <summary>Text, tool calls, thoughts and unknown blocks, in the model's order.</summary>
    public required IReadOnlyList<ContentBlock> Content { get; init; }

    /// <summary>Tokens as reported; <see cref="Usage.Cost"/> stays null, prices are applied later.</summary>
    public Usage Usage { get; init; } = Usage.Unknown;

    /// <summary>Why the model stopped; null when the provider did not say.</summary>
    public FinishReason? FinishReason { get; init; }
}
