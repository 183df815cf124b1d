namespace TensorZero.Embedded.Benchmarks.Ratios;

/// <summary>One way to make the same calls.</summary>
/// <param name="Name">For the table.</param>
/// <param name="CallAsync">Makes one call.</param>
/// <param name="SettleAsync">Waits until nothing the calls started is still running; part of the measured work.</param>
internal sealed record Contender(string Name, Func<Task> CallAsync, Func<Task> SettleAsync);
