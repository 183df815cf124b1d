namespace TensorZero.Embedded.Evaluations;

/// <summary>How two variants are compared.</summary>
public enum ComparisonMethod
{
    /// <summary>Tango's interval and McNemar's exact test for passes and failures, the paired t interval and test for numbers and clusters.</summary>
    Default,

    /// <summary>The BCa bootstrap interval and the sign-flip permutation test, whatever the scores are. Needs a <see cref="Random"/>.</summary>
    Resampling,
}
