namespace TensorZero.Embedded;

/// <summary>The inference has the tag, and its value compares so.</summary>
/// <param name="Key">The tag's key.</param>
/// <param name="Value">The value to compare with.</param>
/// <param name="Comparison">Whether the tag's value must be the same or another one. Default: the same.</param>
public sealed record TagFilter(string Key, string Value, TagComparison Comparison = TagComparison.Equal) : InferenceFilter;
