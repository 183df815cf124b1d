using System.Diagnostics.CodeAnalysis;

namespace TensorZero.Embedded.Gateway.Metrics;

/// <summary>
/// Finds the series of a measurement by its labels as they come, so that only the first of a series makes a text of them.
/// </summary>
internal sealed class LabelSet : IEqualityComparer<KeyValuePair<string, object?>[]>,
    IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, KeyValuePair<string, object?>[]>
{
    private LabelSet()
    {
    }

    public static LabelSet Comparer { get; } = new();

    public bool Equals(KeyValuePair<string, object?>[]? left, KeyValuePair<string, object?>[]? right) =>
        left is null ? right is null : right is not null && Equals(left.AsSpan(), right);

    public int GetHashCode([DisallowNull] KeyValuePair<string, object?>[] labels) => GetHashCode(labels.AsSpan());

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> labels, KeyValuePair<string, object?>[] other)
    {
        if (labels.Length != other.Length)
        {
            return false;
        }

        for (var i = 0; i < other.Length; i++)
        {
            if (labels[i].Key != other[i].Key || !Equals(labels[i].Value, other[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        // An instrument's labels have the same names nearly always: the values tell them apart.
        var hash = new HashCode();
        foreach (var label in labels)
        {
            hash.Add(label.Value);
        }

        return hash.ToHashCode();
    }

    public KeyValuePair<string, object?>[] Create(ReadOnlySpan<KeyValuePair<string, object?>> labels) => labels.ToArray();
}
