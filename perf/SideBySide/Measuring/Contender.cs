namespace TensorZero.Embedded.SideBySide.Measuring;

/// <summary>One way to make the same calls.</summary>
/// <param name="Name">For the table.</param>
/// <param name="MeasureAsync">Makes a slice of them.</param>
internal sealed record Contender(string Name, Func<Task<Slice>> MeasureAsync);
