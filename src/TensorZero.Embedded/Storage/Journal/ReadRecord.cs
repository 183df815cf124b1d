using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>A record read back.</summary>
/// <param name="Record">The record.</param>
/// <param name="Start">Where its frame begins in its segment.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Bytes">The record as it stands there.</param>
internal readonly record struct ReadRecord(Record Record, long Start, long End, ReadOnlyMemory<byte> Bytes);
