namespace TensorZero.Embedded.Templates.Values;

/// <summary>Orders strings by code point, which is how UTF-8 bytes order and UTF-16 units do not quite.</summary>
internal sealed class TextOrder : IComparer<string>
{
    public static readonly TextOrder Instance = new();

    public int Compare(string? x, string? y) => Compare(x.AsSpan(), y.AsSpan());

    public static int Compare(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        var common = x.CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
        {
            return x.Length.CompareTo(y.Length);
        }

        var (a, b) = (x[common], y[common]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}
