namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>What is computed from values: a mean, a median, a ratio.</summary>
/// <param name="values">At least one value; their order must not matter.</param>
/// <returns>A finite number.</returns>
public delegate double Statistic(ReadOnlySpan<double> values);
