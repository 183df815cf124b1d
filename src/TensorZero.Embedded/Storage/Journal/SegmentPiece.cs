namespace TensorZero.Embedded.Storage.Journal;

/// <summary>What a reader found next in a segment.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the next begins.</param>
/// <param name="Record">A record's bytes, valid until the reader loads the next part of the file.</param>
internal readonly record struct SegmentPiece(SegmentPieceKind Kind, long Start, long End, ReadOnlyMemory<byte> Record = default);
