namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>An estimated value and the interval that says how sure it is.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Lower">The interval's lower end; the smallest possible value (possibly negative infinity) for <see cref="Bounds.UpperOnly"/>.</param>
/// <param name="Upper">The interval's upper end; the largest possible value (possibly infinity) for <see cref="Bounds.LowerOnly"/>.</param>
/// <param name="Confidence">How often intervals made like this one hold the true value, such as 0.95.</param>
/// <param name="Bounds">Which ends carry the confidence.</param>
public sealed record Estimate(double Value, double Lower, double Upper, double Confidence, Bounds Bounds = Bounds.Both)
{
    /// <summary>The distance between the two ends.</summary>
    public double Width => Upper - Lower;

    /// <summary>Whether a value lies in the interval, its ends included.</summary>
    /// <param name="value">The value to look for.</param>
    /// <returns>True when the interval does not speak against the value.</returns>
    public bool Contains(double value) => Lower <= value && value <= Upper;
}
