namespace TensorZero.Embedded.Datasets;

/// <summary>A line of JSON Lines.</summary>
/// <param name="Number">From 1, empty lines counted.</param>
/// <param name="Utf8">Its bytes, without the line end.</param>
internal readonly record struct JsonLine(long Number, ReadOnlyMemory<byte> Utf8);
