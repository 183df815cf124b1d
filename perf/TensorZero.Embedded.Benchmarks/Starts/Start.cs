namespace TensorZero.Embedded.Benchmarks.Starts;

/// <summary>What one start cost.</summary>
/// <param name="Answered">From the start of the process to its first answer.</param>
/// <param name="Processor">Processor time until it was idle.</param>
/// <param name="ResidentBytes">Its resident memory when idle.</param>
internal readonly record struct Start(TimeSpan Answered, TimeSpan Processor, long ResidentBytes);
