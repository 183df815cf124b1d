namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>What may stand after a backslash, inside classes and outside.</summary>
internal static class EcmaEscapes
{
    // Pairs of first and last.
    private const string Digits = "09";
    private const string WordCharacters = "09AZ__az";
    private const string WhiteSpace =
        "\t\r  \u00A0\u00A0\u1680\u1680\u2000\u200A\u2028\u2029\u202F\u202F\u205F\u205F\u3000\u3000\uFEFF\uFEFF";

    /// <summary>Takes <c>d</c>, <c>w</c>, <c>s</c>, <c>p{…}</c> or a complement; false, and nothing taken, for anything else.</summary>
    public static bool TryTakeSet(PatternReader reader, CharacterClass set)
    {
        var c = reader.Next;
        var isComplement = char.IsAsciiLetterUpper(c);
        switch (c)
        {
            case 'd' or 'D':
                set.Add(Digits, isComplement);
                break;
            case 'w' or 'W':
                set.Add(WordCharacters, isComplement);
                break;
            case 's' or 'S':
                set.Add(WhiteSpace, isComplement);
                break;
            case 'p' or 'P':
                reader.Skip(1);
                if (!reader.Take("{") || reader.TakeThrough('}') is not { } property
                    || !UnicodeProperties.TryFindCategory(property, out var category))
                {
                    throw reader.Fault("a Unicode property that is no general category");
                }

                set.AddCategory(category, isComplement);
                return true;
            default:
                return false;
        }

        reader.Skip(1);
        return true;
    }

    /// <summary>Takes the escape of one character.</summary>
    public static int TakeCharacter(PatternReader reader)
    {
        if (reader.IsAtEnd)
        {
            throw reader.Fault("a backslash with nothing behind it");
        }

        var position = reader.Position;
        var c = reader.TakeCodePoint();
        switch (c)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case '0' when !char.IsAsciiDigit(reader.Next):
                return '\0';
            case 'c' when char.IsAsciiLetter(reader.Next):
                return reader.TakeCodePoint() % 32;
            case 'x' when reader.TryTakeHex(2, out var value):
                return value;
            case 'u' when TryTakeUnicode(reader, out var codePoint):
                return codePoint;
            case > 127:
            case not '_' when !char.IsAsciiLetterOrDigit((char)c):
                return c;
            default:
                throw new FormatException($"an unknown escape at {position}");
        }
    }

    private static bool TryTakeUnicode(PatternReader reader, out int codePoint)
    {
        if (reader.Take("{"))
        {
            return reader.TryTakeBracedCodePoint(out codePoint);
        }

        if (!reader.TryTakeHex(4, out codePoint))
        {
            return false;
        }

        // Two escapes that are a pair are one code point.
        if (char.IsHighSurrogate((char)codePoint) && reader.Rest.StartsWith("\\u"))
        {
            reader.Skip(2);
            if (reader.TryTakeHex(4, out var low) && char.IsLowSurrogate((char)low))
            {
                codePoint = char.ConvertToUtf32((char)codePoint, (char)low);
            }
            else
            {
                throw reader.Fault("half a surrogate pair");
            }
        }

        return true;
    }
}
