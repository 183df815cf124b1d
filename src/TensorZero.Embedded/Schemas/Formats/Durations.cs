namespace TensorZero.Embedded.Schemas.Formats;

/// <summary>The durations of RFC 3339, appendix A.</summary>
internal static class Durations
{
    public static bool IsDuration(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("P"))
        {
            return false;
        }

        var rest = text[1..];
        var time = rest.IndexOf('T');
        if (time < 0)
        {
            return IsRun(rest, "W") || IsRun(rest, "YMD");
        }

        return (time == 0 || IsRun(rest[..time], "YMD")) && IsRun(rest[(time + 1)..], "HMS");
    }

    /// <summary>Whether the text is amounts with units, at least one, in the given order and without gaps.</summary>
    private static bool IsRun(ReadOnlySpan<char> text, ReadOnlySpan<char> units)
    {
        var previous = -1;
        do
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            var unit = digits <= 0 ? -1 : units.IndexOf(text[digits]);
            if (unit < 0 || (previous >= 0 && unit != previous + 1))
            {
                return false;
            }

            previous = unit;
            text = text[(digits + 1)..];
        }
        while (!text.IsEmpty);

        return true;
    }
}
