namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>What a comparison that is yet to be made must be able to show, and how surely.</summary>
public sealed record TestPlan
{
    /// <summary>How often the test may reject when there is nothing to show.</summary>
    /// <value>Between 0 and 1. The default is 0.05.</value>
    public double Alpha { get; init; } = 0.05;

    /// <summary>How often the test must reject when there is what it looks for.</summary>
    /// <value>Between 0 and 1, and greater than <see cref="Alpha"/>. The default is 0.8.</value>
    public double Power { get; init; } = 0.8;

    /// <summary>Whether a difference in either direction counts; with a margin only the better one does.</summary>
    /// <value>The default is true.</value>
    public bool TwoSided { get; init; } = true;

    /// <summary>By how much the first may be worse than the second and still pass: then the test is one of non-inferiority, one-sided.</summary>
    /// <value>At least 0, in the scores' unit. The default is 0: a test of a difference.</value>
    public double Margin { get; init; }

    /// <summary>The alpha of one tail.</summary>
    internal double Tail => IsTwoSided ? Alpha / 2 : Alpha;

    internal bool IsTwoSided => TwoSided && Margin == 0;

    internal TestPlan Checked()
    {
        Input.Confidence(Alpha);
        Input.Confidence(Power);
        if (!(Margin >= 0) || double.IsInfinity(Margin))
        {
            throw new ArgumentOutOfRangeException(nameof(Margin), Margin, "The margin must be a finite number, 0 or greater.");
        }

        return Power > Alpha
            ? this
            : throw new ArgumentOutOfRangeException(nameof(Power), Power, $"The power must be greater than alpha, {Alpha}.");
    }
}
