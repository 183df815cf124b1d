namespace TensorZero.Embedded.Variants.ChatCompletion;

/// <summary>The input cannot be rendered by this variant; another one may be able to.</summary>
internal sealed class InvalidPromptException(string message) : TensorZeroException(message);
