namespace TensorZero.Embedded.Evaluations;

/// <summary>What a forecast takes for granted, from a pilot or from experience.</summary>
public sealed record ForecastAssumptions
{
    /// <summary>The share of datapoints on which two variants differ in passing, between 0 and 1. Default: 0.2.</summary>
    public double Discordance { get; init; } = 0.2;

    /// <summary>The standard deviation of the difference of two variants' number scores. Default: 0.25.</summary>
    public double StandardDeviation { get; init; } = 0.25;

    /// <summary>How likely the gate should be to find what is there, between 0 and 1. Default: 0.8.</summary>
    public double Power { get; init; } = 0.8;
}
