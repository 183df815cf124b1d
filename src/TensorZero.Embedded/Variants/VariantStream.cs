using TensorZero.Embedded.Models;

namespace TensorZero.Embedded.Variants;

/// <summary>A variant's answer that is still arriving.</summary>
/// <param name="Stream">The stream, at its first content.</param>
/// <param name="Params">The settings it runs with.</param>
/// <param name="JsonMode">How JSON was asked for.</param>
internal sealed record VariantStream(ModelStream Stream, ChatCompletionParams Params, JsonMode JsonMode);
