namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>What a test would show if it rejected its null hypothesis.</summary>
public enum Alternative
{
    /// <summary>The value differs from the null value, in either direction.</summary>
    TwoSided,

    /// <summary>The value is greater than the null value.</summary>
    Greater,

    /// <summary>The value is less than the null value.</summary>
    Less,
}
