using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>
/// Rewrites an expression of ECMA-262 (Unicode mode, but lenient about needless escapes) as a .NET expression with the same
/// meaning: ASCII <c>\d</c> and <c>\w</c>, JavaScript's white space, <c>$</c> only at the very end, whole code points.
/// </summary>
internal ref struct EcmaTranslation
{
    /// <summary>No ECMA-262, but what other validators take at the start, and the only way to ignore case.</summary>
    public const string IgnoreCase = "(?i)";

    // Pairs of first and last.
    private const string Digits = "09";
    private const string WordCharacters = "09AZ__az";
    private const string WhiteSpace =
        "\t\r  \u00A0\u00A0\u1680\u1680\u2000\u200A\u2028\u2029\u202F\u202F\u205F\u205F\u3000\u3000\uFEFF\uFEFF";
    private const string LineEnds = "\n\n\r\r\u2028\u2029";
    private const string Word = "[A-Za-z0-9_]";

    private readonly string _source;
    private readonly StringBuilder _pattern;
    private readonly List<string> _groupNames;
    private int _at;
    private string? _problem;

    private EcmaTranslation(string source)
    {
        _source = source;
        _pattern = new StringBuilder(source.Length * 2);
        _groupNames = GroupNames(source);
    }

    public static bool TryTranslate(string source, out string translated, out string problem)
    {
        var translation = new EcmaTranslation(source);
        translation.Run();
        translated = translation._pattern.ToString();
        problem = translation._problem ?? "";
        return translation._problem is null;
    }

    private void Run()
    {
        if (_source.StartsWith(IgnoreCase, StringComparison.Ordinal))
        {
            _pattern.Append(IgnoreCase);
            _at = IgnoreCase.Length;
        }

        while (_at < _source.Length && _problem is null)
        {
            var c = _source[_at];
            switch (c)
            {
                case '\\':
                    _at++;
                    Escape();
                    break;
                case '[':
                    _at++;
                    Class();
                    break;
                case '(':
                    _at++;
                    Group();
                    break;
                case '.':
                    _at++;
                    AppendSet(LineEnds, isComplement: true);
                    break;
                case '$':
                    _at++;
                    _pattern.Append("\\z");
                    break;
                case '{' when Quantifier() is { Length: > 0 } quantifier:
                    _pattern.Append(quantifier);
                    _at += quantifier.Length;
                    break;
                case '^' or '|' or '*' or '+' or '?' or ')':
                    _at++;
                    _pattern.Append(c);
                    break;
                default:
                    AppendCodePoint(TakeCodePoint());
                    break;
            }
        }
    }

    private void Group()
    {
        var rest = _source.AsSpan(_at);
        if (!rest.StartsWith("?"))
        {
            _pattern.Append('(');
            return;
        }

        foreach (var opening in (ReadOnlySpan<string>)["?:", "?=", "?!", "?<=", "?<!"])
        {
            if (rest.StartsWith(opening))
            {
                _at += opening.Length;
                _pattern.Append('(').Append(opening);
                return;
            }
        }

        // Named groups lose their names, so that all groups are numbered from left to right.
        var end = rest.IndexOf('>');
        if (rest.StartsWith("?<") && end > 2)
        {
            _at += end + 1;
            _pattern.Append('(');
            return;
        }

        _problem = $"unknown kind of group at {_at}";
    }

    private void Class()
    {
        var isNegated = Take('^');
        var set = new CharacterClass(isNegated);
        while (!Take(']'))
        {
            if (_at >= _source.Length)
            {
                _problem = "a class without its closing bracket";
            }

            if (_problem is not null || !TryClassAtom(set, out var from))
            {
                if (_problem is not null)
                {
                    return;
                }

                continue;
            }

            var to = from;
            if (_at + 1 < _source.Length && _source[_at] == '-' && _source[_at + 1] != ']')
            {
                _at++;
                if (!TryClassAtom(set, out to))
                {
                    // As in [a-\d]: no range, but three members.
                    set.Add('-', '-');
                    to = from;
                }
            }

            if (to < from)
            {
                _problem = "a range out of order";
                return;
            }

            set.Add(from, to);
        }

        set.AppendTo(_pattern);
    }

    /// <summary>Takes one member of a class. False when it was a whole set, which is then added already.</summary>
    private bool TryClassAtom(CharacterClass set, out int codePoint)
    {
        codePoint = 0;
        if (!Take('\\'))
        {
            codePoint = TakeCodePoint();
            return true;
        }

        if (_at < _source.Length && _source[_at] == 'b')
        {
            _at++;
            codePoint = '\b';
            return true;
        }

        return !TrySetEscape(set) && TryCharacterEscape(out codePoint);
    }

    private void Escape()
    {
        if (_at >= _source.Length)
        {
            _problem = "a backslash at the end";
            return;
        }

        var c = _source[_at];
        var set = new CharacterClass(isNegated: false);
        if (c is 'b' or 'B')
        {
            _at++;
            _pattern.Append(c == 'b'
                ? $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))"
                : $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))");
        }
        else if (c is >= '1' and <= '9')
        {
            var start = _at;
            while (_at < _source.Length && char.IsAsciiDigit(_source[_at]))
            {
                _at++;
            }

            _pattern.Append("(?:\\").Append(_source, start, _at - start).Append(')');
        }
        else if (c == 'k')
        {
            NamedBackReference();
        }
        else if (TrySetEscape(set))
        {
            set.AppendTo(_pattern);
        }
        else if (TryCharacterEscape(out var codePoint))
        {
            AppendCodePoint(codePoint);
        }
    }

    private void NamedBackReference()
    {
        var end = _source.IndexOf('>', _at);
        var group = _at + 1 < _source.Length && _source[_at + 1] == '<' && end > 0 ? _groupNames.IndexOf(_source[(_at + 2)..end]) : -1;
        if (group < 0)
        {
            _problem = $"a reference to no group at {_at}";
            return;
        }

        _at = end + 1;
        _pattern.Append(CultureInfo.InvariantCulture, $"(?:\\{group + 1})");
    }

    /// <summary>Takes <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>\p{…}</c> or their complements, after the backslash.</summary>
    private bool TrySetEscape(CharacterClass set)
    {
        if (_at >= _source.Length)
        {
            return false;
        }

        var c = _source[_at];
        var isComplement = char.IsAsciiLetterUpper(c);
        switch (char.ToLowerInvariant(c))
        {
            case 'd':
                set.Add(Digits, isComplement);
                break;
            case 'w':
                set.Add(WordCharacters, isComplement);
                break;
            case 's':
                set.Add(WhiteSpace, isComplement);
                break;
            case 'p':
                var end = _source.IndexOf('}', _at);
                if (_at + 1 >= _source.Length || _source[_at + 1] != '{' || end < 0
                    || !UnicodeProperties.TryFindCategory(_source[(_at + 2)..end], out var category))
                {
                    _problem = $"a Unicode property that is no general category at {_at}";
                    return false;
                }

                set.AddCategory(category, isComplement);
                _at = end;
                break;
            default:
                return false;
        }

        _at++;
        return true;
    }

    /// <summary>Takes the escape of one character, after the backslash.</summary>
    private bool TryCharacterEscape(out int codePoint)
    {
        codePoint = 0;
        if (_problem is not null || _at >= _source.Length)
        {
            _problem ??= "a backslash at the end";
            return false;
        }

        var c = _source[_at++];
        var isKnown = true;
        switch (c)
        {
            case 't' or 'n' or 'v' or 'f' or 'r':
                codePoint = c switch { 't' => '\t', 'n' => '\n', 'v' => '\v', 'f' => '\f', _ => '\r' };
                break;
            case '0' when _at >= _source.Length || !char.IsAsciiDigit(_source[_at]):
                codePoint = 0;
                break;
            case 'c' when _at < _source.Length && char.IsAsciiLetter(_source[_at]):
                codePoint = _source[_at++] % 32;
                break;
            case 'x':
                isKnown = TryHex(2, out codePoint);
                break;
            case 'u':
                isKnown = TryUnicodeEscape(out codePoint);
                break;
            default:
                _at--;
                codePoint = TakeCodePoint();
                isKnown = codePoint != '_' && (codePoint > 127 || !char.IsAsciiLetterOrDigit((char)codePoint));
                break;
        }

        if (!isKnown)
        {
            _problem = $"an unknown escape at {_at - 1}";
        }

        return isKnown;
    }

    private bool TryUnicodeEscape(out int codePoint)
    {
        if (Take('{'))
        {
            var end = _source.IndexOf('}', _at);
            codePoint = 0;
            if (end < 0 || !int.TryParse(
                _source.AsSpan(_at, end - _at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out codePoint)
                || codePoint is < 0 or > CodePointRanges.Last)
            {
                return false;
            }

            _at = end + 1;
            return true;
        }

        if (!TryHex(4, out codePoint))
        {
            return false;
        }

        // Two escapes that are a pair are one code point.
        var before = _at;
        if (char.IsHighSurrogate((char)codePoint) && Take('\\') && Take('u') && TryHex(4, out var low)
            && char.IsLowSurrogate((char)low))
        {
            codePoint = char.ConvertToUtf32((char)codePoint, (char)low);
        }
        else
        {
            _at = before;
        }

        return true;
    }

    private bool TryHex(int digits, out int value)
    {
        value = 0;
        if (_at + digits > _source.Length || !int.TryParse(
            _source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        _at += digits;
        return true;
    }

    private readonly string Quantifier()
    {
        var end = _source.IndexOf('}', _at);
        var body = end < 0 ? "" : _source.AsSpan(_at + 1, end - _at - 1);
        var comma = body.IndexOf(',');
        var isQuantifier = comma < 0
            ? IsNumber(body)
            : IsNumber(body[..comma]) && (comma + 1 == body.Length || IsNumber(body[(comma + 1)..]));
        return isQuantifier ? _source[_at..(end + 1)] : "";
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private bool Take(char c)
    {
        if (_at >= _source.Length || _source[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private int TakeCodePoint()
    {
        var codePoint = Rune.TryGetRuneAt(_source, _at, out var rune) ? rune.Value : _source[_at];
        _at += rune.Utf16SequenceLength;
        return codePoint;
    }

    private readonly void AppendSet(string pairs, bool isComplement)
    {
        var set = new CharacterClass(isNegated: false);
        set.Add(pairs, isComplement);
        set.AppendTo(_pattern);
    }

    private readonly void AppendCodePoint(int codePoint)
    {
        if (codePoint >= CodePointRanges.First)
        {
            _pattern.Append("(?:").Append(char.ConvertFromUtf32(codePoint)).Append(')');
        }
        else if (char.IsAsciiLetterOrDigit((char)codePoint))
        {
            _pattern.Append((char)codePoint);
        }
        else
        {
            _pattern.Append(CultureInfo.InvariantCulture, $"\\u{codePoint:X4}");
        }
    }

    private static List<string> GroupNames(string source)
    {
        var names = new List<string>();
        var isInClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    isInClass = true;
                    break;
                case ']':
                    isInClass = false;
                    break;
                case '(' when !isInClass && source.AsSpan(i) is var rest && (!rest.StartsWith("(?") || IsNamed(rest)):
                    var end = source.IndexOf('>', i);
                    names.Add(IsNamed(rest) && end > 0 ? source[(i + 3)..end] : "");
                    break;
            }
        }

        return names;

        static bool IsNamed(ReadOnlySpan<char> group) => group.StartsWith("(?<") && !group.StartsWith("(?<=") && !group.StartsWith("(?<!");
    }
}
