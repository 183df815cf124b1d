namespace TensorZero.Embedded;

/// <summary>How a tag's value stands to another.</summary>
public enum TagComparison
{
    /// <summary>The same.</summary>
    Equal,

    /// <summary>Another one.</summary>
    NotEqual,
}
