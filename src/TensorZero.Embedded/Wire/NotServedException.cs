namespace TensorZero.Embedded.Wire;

/// <summary>The request is right, but asks for what this version does not do.</summary>
internal sealed class NotServedException(string message) : TensorZeroException(message);
