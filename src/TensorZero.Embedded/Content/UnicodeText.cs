namespace TensorZero.Embedded.Content;

/// <summary>Whether a text can be said in UTF-8 at all: a cut through a character leaves half a surrogate pair.</summary>
internal static class UnicodeText
{
    public static bool IsWellFormed(string? text)
    {
        var rest = text.AsSpan();
        while (true)
        {
            var surrogate = rest.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (surrogate < 0)
            {
                return true;
            }

            rest = rest[surrogate..];
            if (rest.Length < 2 || !char.IsSurrogatePair(rest[0], rest[1]))
            {
                return false;
            }

            rest = rest[2..];
        }
    }
}
