namespace TensorZero.Embedded.Benchmarks.Languages;

/// <summary>Something to measure.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Do">Does it once, on the calling thread.</param>
internal sealed record Work(string Name, Action Do);
