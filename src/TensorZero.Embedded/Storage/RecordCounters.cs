namespace TensorZero.Embedded.Storage;

/// <summary>
/// What became of the records that a sink was given, at one moment: always received = written + waiting + dropped.
/// </summary>
/// <param name="Received">All that were appended.</param>
/// <param name="Written">Those the store has.</param>
/// <param name="Waiting">Those on their way, callers blocked by a full queue included.</param>
/// <param name="Dropped">Those that will never be written.</param>
/// <param name="Failed">The part of <paramref name="Dropped"/> that the store refused for good.</param>
internal readonly record struct RecordCounters(long Received, long Written, long Waiting, long Dropped, long Failed);
