namespace TensorZero.Embedded;

/// <summary>How large a filter may be. The database has limits too, but says it less clearly.</summary>
internal static class FilterLimits
{
    private const int Deepest = 100;
    private const int Most = 250;

    /// <summary>What is too large about a filter; null when nothing is.</summary>
    public static string? Problem(InferenceFilter filter)
    {
        var count = 0;
        return FitsBelow(filter, 1, ref count) ? count > Most ? $"the filter has more than {Most} conditions" : null
            : $"the filter is nested more than {Deepest} deep";
    }

    private static bool FitsBelow(InferenceFilter filter, int depth, ref int count)
    {
        count++;
        if (depth > Deepest)
        {
            return false;
        }

        foreach (var child in Children(filter))
        {
            if (!FitsBelow(child, depth + 1, ref count))
            {
                return false;
            }
        }

        return true;
    }

    private static IReadOnlyList<InferenceFilter> Children(InferenceFilter filter) => filter switch
    {
        AndFilter and => and.Children,
        OrFilter or => or.Children,
        NotFilter not => [not.Child],
        _ => [],
    };
}
