namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>What one-sided and two-sided mean for a tail's probability, an interval's ends and a p-value.</summary>
internal static class Sides
{
    /// <summary>The error probability of one bounding end.</summary>
    public static double Tail(this Bounds bounds, double confidence) =>
        (1 - Input.Confidence(confidence)) / (bounds == Bounds.Both ? 2 : 1);

    /// <summary>How many standard errors one bounding end is away.</summary>
    public static double Quantile(this Bounds bounds, double confidence) => -Quantiles.Normal(bounds.Tail(confidence));

    /// <summary>The estimate with its ends; an end that carries no confidence is the least or the greatest value there can be.</summary>
    public static Estimate Estimate(
        this Bounds bounds, double value, double lower, double upper, double confidence, double least, double greatest) =>
        new(
            value,
            bounds == Bounds.UpperOnly ? least : Math.Max(lower, least),
            bounds == Bounds.LowerOnly ? greatest : Math.Min(upper, greatest),
            confidence,
            bounds);

    /// <summary>The estimate of something that can have any size.</summary>
    public static Estimate Estimate(this Bounds bounds, double value, double lower, double upper, double confidence) =>
        bounds.Estimate(value, lower, upper, confidence, double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The p-value of the side asked for; of both sides, twice the smaller.</summary>
    public static double PValue(this Alternative alternative, double greater, double less) => alternative switch
    {
        Alternative.Greater => Math.Clamp(greater, 0, 1),
        Alternative.Less => Math.Clamp(less, 0, 1),
        _ => Math.Clamp(2 * Math.Min(greater, less), 0, 1),
    };
}
