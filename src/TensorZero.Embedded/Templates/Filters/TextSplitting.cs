namespace TensorZero.Embedded.Templates.Filters;

/// <summary>The two ways of splitting text; the last of a limited number of parts is the whole rest.</summary>
internal static class TextSplitting
{
    public static List<string> By(string text, string separator, int maximum)
    {
        if (separator.Length > 0)
        {
            return [.. text.Split(separator, maximum)];
        }

        // Between any two characters there is nothing, and before the first and after the last.
        var parts = new List<string> { string.Empty };
        var offset = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (parts.Count >= maximum - 1)
            {
                break;
            }

            parts.Add(rune.ToString());
            offset += rune.Utf16SequenceLength;
        }

        if (maximum == 1)
        {
            return [text];
        }

        parts.Add(text[offset..]);
        return parts;
    }

    public static List<string> ByWhiteSpace(string text, int maximum)
    {
        var parts = new List<string>();
        var offset = 0;
        while (true)
        {
            while (offset < text.Length && char.IsWhiteSpace(text[offset]))
            {
                offset++;
            }

            if (offset == text.Length)
            {
                return parts;
            }

            var end = offset;
            while (end < text.Length && (parts.Count == maximum - 1 || !char.IsWhiteSpace(text[end])))
            {
                end++;
            }

            parts.Add(text[offset..end]);
            offset = end;
        }
    }
}
