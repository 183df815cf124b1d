namespace TensorZero.Embedded.Configuration;

/// <summary>Finds what was probably meant by a name that does not exist.</summary>
internal static class NearName
{
    private const int MinPrefix = 3;

    /// <summary><c>did you mean "x"?</c>, or null when no known name is near.</summary>
    public static string? Hint(string name, IEnumerable<string> known) => Find(name, known) is { } near ? $"did you mean \"{near}\"?" : null;

    /// <summary>
    /// The nearest name within a third of its length in edits, or else the one that begins like it; null when there is none.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var candidates = known.ToList();
        return FindByPrefix(name, candidates) ?? FindByDistance(name, candidates);
    }

    private static string? FindByPrefix(string name, List<string> known)
    {
        var alike = known.Where(candidate =>
            Math.Min(candidate.Length, name.Length) >= MinPrefix
            && (candidate.StartsWith(name, StringComparison.Ordinal) || name.StartsWith(candidate, StringComparison.Ordinal))).ToList();
        return alike.Count == 1 ? alike[0] : null;
    }

    private static string? FindByDistance(string name, List<string> known)
    {
        string? nearest = null;
        var best = int.MaxValue;
        foreach (var candidate in known)
        {
            var allowed = Math.Max(name.Length, candidate.Length) / 3;
            if (Math.Abs(name.Length - candidate.Length) > allowed || name.Length > 200)
            {
                continue;
            }

            var distance = Distance(name, candidate);
            if (distance <= allowed && (distance < best || (distance == best && string.CompareOrdinal(candidate, nearest) < 0)))
            {
                (nearest, best) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (Damerau-Levenshtein, optimal alignment).</summary>
    private static int Distance(string left, string right)
    {
        var before = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }
}
