using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>A place in the source of a regular expression.</summary>
internal sealed class PatternReader(string source)
{
    public int Position { get; private set; }

    public bool IsAtEnd => Position >= source.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Next => IsAtEnd ? '\0' : source[Position];

    public ReadOnlySpan<char> Rest => source.AsSpan(Position);

    public void Skip(int count) => Position += count;

    /// <summary>Takes the text if it comes next.</summary>
    public bool Take(string text)
    {
        if (!Rest.StartsWith(text))
        {
            return false;
        }

        Position += text.Length;
        return true;
    }

    public int TakeCodePoint()
    {
        var codePoint = Rune.TryGetRuneAt(source, Position, out var rune) ? rune.Value : source[Position];
        Position += codePoint > char.MaxValue ? 2 : 1;
        return codePoint;
    }

    /// <summary>Takes as many hexadecimal digits; false, and nothing taken, if there are not that many.</summary>
    public bool TryTakeHex(int digits, out int value)
    {
        value = 0;
        if (Rest.Length < digits || !IsHex(Rest[..digits], out value))
        {
            return false;
        }

        Position += digits;
        return true;
    }

    /// <summary>Takes a code point in hexadecimal digits and the brace after it.</summary>
    public bool TryTakeBracedCodePoint(out int codePoint)
    {
        codePoint = 0;
        var end = Rest.IndexOf('}');
        if (end < 0 || !IsHex(Rest[..end], out codePoint) || codePoint > CodePointRanges.Last)
        {
            return false;
        }

        Position += end + 1;
        return true;
    }

    /// <summary>Takes everything up to the character, and that too. Null if it does not come.</summary>
    public string? TakeThrough(char last)
    {
        var end = Rest.IndexOf(last);
        if (end < 0)
        {
            return null;
        }

        var taken = Rest[..end].ToString();
        Position += end + 1;
        return taken;
    }

    public FormatException Fault(string what) => new($"{what} at {Position}");

    private static bool IsHex(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
}
