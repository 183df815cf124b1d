namespace TensorZero.Embedded.Storage.Copying;

/// <summary>One thing to copy.</summary>
/// <param name="Id">Its id, which stays.</param>
/// <param name="Value">The record or datapoint.</param>
/// <param name="Size">About how many bytes it holds.</param>
internal readonly record struct CopiedItem(Guid Id, object Value, long Size);
