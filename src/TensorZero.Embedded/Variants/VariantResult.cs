namespace TensorZero.Embedded.Variants;

/// <summary>A variant's whole answer, before it is shaped.</summary>
/// <param name="Content">The model's blocks.</param>
/// <param name="FinishReason">Why the model stopped; null when nobody said.</param>
/// <param name="Params">The settings it ran with.</param>
/// <param name="JsonMode">How JSON was asked for.</param>
internal sealed record VariantResult(
    IReadOnlyList<ContentBlock> Content, FinishReason? FinishReason, ChatCompletionParams Params, JsonMode JsonMode);
