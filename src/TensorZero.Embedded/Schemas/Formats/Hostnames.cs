using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Schemas.Formats;

/// <summary>
/// The host names of RFC 1123; where international, of letters, marks and digits of every script. Encoded labels (xn--…) are not
/// decoded, and IDNA's rules of context and direction are not checked.
/// </summary>
internal static class Hostnames
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    public static bool IsHostname(ReadOnlySpan<char> text, bool isInternational)
    {
        // RFC 3490 lets the full stops of East Asia separate labels too.
        foreach (var label in text.SplitAny(isInternational ? ".\u3002\uFF0E\uFF61" : "."))
        {
            if (!IsLabel(text[label], isInternational))
            {
                return false;
            }
        }

        return text.Length <= LongestName;
    }

    private static bool IsLabel(ReadOnlySpan<char> label, bool isInternational)
    {
        if (label.Length is < 1 or > LongestLabel || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        // Two hyphens in this place are for encodings, of which only one exists.
        if (label.Length >= 4 && label[2] == '-' && label[3] == '-' && !label.StartsWith("xn", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var isFirst = true;
        foreach (var rune in label.EnumerateRunes())
        {
            var isAllowed = rune.IsAscii
                ? rune.Value == '-' || Rune.IsLetterOrDigit(rune)
                : isInternational && (Rune.IsLetterOrDigit(rune) || (!isFirst && IsMark(rune)));
            if (!isAllowed)
            {
                return false;
            }

            isFirst = false;
        }

        return true;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
