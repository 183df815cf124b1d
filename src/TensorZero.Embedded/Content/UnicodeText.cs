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

    /// <summary>Whether the texts that go to providers and into the record can be said in UTF-8.</summary>
    public static bool IsWellFormed(ContentBlock block) => block switch
    {
        TextBlock text => IsWellFormed(text.Text),
        RawTextBlock raw => IsWellFormed(raw.Value),
        ToolCallBlock call => IsWellFormed(call.RawArguments),
        ToolResultBlock result => IsWellFormed(result.Result),
        ThoughtBlock thought => IsWellFormed(thought.Text) && (thought.Summary?.All(IsWellFormed) ?? true),
        _ => true,
    };
}
