namespace TensorZero.Embedded.Evaluations.Slices;

/// <summary>Parts by length.</summary>
internal static class InputLength
{
    public static string PartOf(int length, IReadOnlyList<int> edges)
    {
        var below = edges.TakeWhile(edge => edge <= length).Count();
        return FormattableString.Invariant(below == 0 ? $"under {edges[0]}" : below == edges.Count
            ? (FormattableString)$"{edges[^1]} and more"
            : $"{edges[below - 1]} to {edges[below] - 1}");
    }
}
