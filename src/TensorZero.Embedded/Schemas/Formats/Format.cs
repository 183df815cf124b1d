namespace TensorZero.Embedded.Schemas.Formats;

/// <summary>Whether a text has the format.</summary>
internal delegate bool Format(ReadOnlySpan<char> text);
