namespace TensorZero.Embedded;

/// <summary>How one value stands to another.</summary>
public enum FilterComparison
{
    /// <summary>Less than the other.</summary>
    LessThan,

    /// <summary>Less than the other or the same.</summary>
    LessThanOrEqual,

    /// <summary>The same.</summary>
    Equal,

    /// <summary>Greater than the other or the same.</summary>
    GreaterThanOrEqual,

    /// <summary>Greater than the other.</summary>
    GreaterThan,

    /// <summary>Not the same.</summary>
    NotEqual,
}
