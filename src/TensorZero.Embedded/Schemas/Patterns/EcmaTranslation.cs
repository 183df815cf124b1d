using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>
/// Rewrites an expression of ECMA-262 (Unicode mode, but lenient about needless escapes) as a .NET expression with the same
/// meaning: ASCII <c>\d</c> and <c>\w</c>, JavaScript's white space, <c>$</c> only at the very end, whole code points.
/// </summary>
internal sealed class EcmaTranslation
{
    /// <summary>No ECMA-262, but what other validators take at the start, and the only way to ignore case.</summary>
    public const string IgnoreCase = "(?i)";

    // Pairs of first and last.
    private const string LineEnds = "\n\n\r\r\u2028\u2029";
    private const string Word = "[A-Za-z0-9_]";
    private const string WordBoundary = $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))";
    private const string NoWordBoundary = $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))";

    private static readonly string[] Openings = ["(?:", "(?=", "(?!", "(?<=", "(?<!"];

    private readonly PatternReader _reader;
    private readonly StringBuilder _pattern;
    private readonly List<string> _groupNames;
    private readonly bool _knowsPairs;

    private EcmaTranslation(string source, bool knowsPairs)
    {
        _reader = new PatternReader(source);
        _pattern = new StringBuilder(source.Length * 2);
        _groupNames = GroupNames(source);
        _knowsPairs = knowsPairs;
    }

    /// <param name="source">The expression.</param>
    /// <param name="knowsPairs">Whether the texts to search may hold code points beyond U+FFFF.</param>
    /// <exception cref="FormatException">It is no expression of ECMA-262, or uses what cannot be translated.</exception>
    public static string Translate(string source, bool knowsPairs)
    {
        var translation = new EcmaTranslation(source, knowsPairs);
        translation.Run();
        return translation._pattern.ToString();
    }

    private void Run()
    {
        if (_reader.Take(IgnoreCase))
        {
            _pattern.Append(IgnoreCase);
        }

        while (!_reader.IsAtEnd)
        {
            switch (_reader.Next)
            {
                case '\\':
                    _reader.Skip(1);
                    Escape();
                    break;
                case '[':
                    _reader.Skip(1);
                    Class();
                    break;
                case '(':
                    Group();
                    break;
                case '.':
                    _reader.Skip(1);
                    var all = new CharacterClass(isNegated: false);
                    all.Add(LineEnds, isComplement: true);
                    all.AppendTo(_pattern, _knowsPairs);
                    break;
                case '$':
                    _reader.Skip(1);
                    _pattern.Append("\\z");
                    break;
                case '{' when QuantifierLength() is > 0 and var length:
                    _pattern.Append(_reader.Rest[..length]);
                    _reader.Skip(length);
                    break;
                case '^' or '|' or '*' or '+' or '?' or ')':
                    _pattern.Append((char)_reader.TakeCodePoint());
                    break;
                default:
                    AppendCodePoint(_reader.TakeCodePoint());
                    break;
            }
        }
    }

    private void Group()
    {
        var opening = Array.Find(Openings, _reader.Take);
        if (opening is not null)
        {
            _pattern.Append(opening);
            return;
        }

        // Named groups lose their names, so that all groups are numbered from left to right.
        var isNamed = _reader.Take("(?<");
        if (isNamed ? _reader.TakeThrough('>') is null or "" : _reader.Rest.StartsWith("(?"))
        {
            throw _reader.Fault("an unknown kind of group");
        }

        _reader.Skip(isNamed ? 0 : 1);
        _pattern.Append('(');
    }

    private void Class()
    {
        var set = new CharacterClass(isNegated: _reader.Take("^"));
        while (!_reader.Take("]"))
        {
            if (_reader.IsAtEnd)
            {
                throw _reader.Fault("a class without its closing bracket");
            }

            if (TakeClassAtom(set) is not { } from)
            {
                continue;
            }

            var to = from;
            if (_reader.Next == '-' && !_reader.Rest.StartsWith("-]") && _reader.Take("-") && !_reader.IsAtEnd)
            {
                if (TakeClassAtom(set) is { } end)
                {
                    to = end;
                }
                else
                {
                    // As in [a-\d]: no range, but three members.
                    set.Add('-', '-');
                }
            }

            if (to < from)
            {
                throw _reader.Fault("a range out of order");
            }

            set.Add(from, to);
        }

        set.AppendTo(_pattern, _knowsPairs);
    }

    /// <summary>Takes one member of a class; null when it was a whole set, which is then added already.</summary>
    private int? TakeClassAtom(CharacterClass set)
    {
        if (!_reader.Take("\\"))
        {
            return _reader.TakeCodePoint();
        }

        return _reader.Take("b") ? '\b'
            : EcmaEscapes.TryTakeSet(_reader, set) ? null
            : EcmaEscapes.TakeCharacter(_reader);
    }

    private void Escape()
    {
        var set = new CharacterClass(isNegated: false);
        if (_reader.Take("b"))
        {
            _pattern.Append(WordBoundary);
        }
        else if (_reader.Take("B"))
        {
            _pattern.Append(NoWordBoundary);
        }
        else if (_reader.Next is >= '1' and <= '9')
        {
            var digits = _reader.Rest.IndexOfAnyExceptInRange('0', '9');
            digits = digits < 0 ? _reader.Rest.Length : digits;
            _pattern.Append("(?:\\").Append(_reader.Rest[..digits]).Append(')');
            _reader.Skip(digits);
        }
        else if (_reader.Take("k"))
        {
            NamedBackReference();
        }
        else if (EcmaEscapes.TryTakeSet(_reader, set))
        {
            set.AppendTo(_pattern, _knowsPairs);
        }
        else
        {
            AppendCodePoint(EcmaEscapes.TakeCharacter(_reader));
        }
    }

    private void NamedBackReference()
    {
        var group = _reader.Take("<") && _reader.TakeThrough('>') is { } name ? _groupNames.IndexOf(name) : -1;
        if (group < 0)
        {
            throw _reader.Fault("a reference to no group");
        }

        _pattern.Append(CultureInfo.InvariantCulture, $"(?:\\{group + 1})");
    }

    /// <summary>How long the quantifier in braces is that comes next; 0 when the brace is only a brace.</summary>
    private int QuantifierLength()
    {
        var end = _reader.Rest.IndexOf('}');
        var body = end < 0 ? [] : _reader.Rest[1..end];
        var comma = body.IndexOf(',');
        var isQuantifier = comma < 0
            ? IsNumber(body)
            : IsNumber(body[..comma]) && (comma + 1 == body.Length || IsNumber(body[(comma + 1)..]));
        return isQuantifier ? end + 1 : 0;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private void AppendCodePoint(int codePoint)
    {
        if (codePoint > char.MaxValue)
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

    /// <summary>The names of all capturing groups in order, empty for those without.</summary>
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
                case '(' when !isInClass && IsCapturing(source.AsSpan(i)):
                    var end = source.IndexOf('>', i);
                    names.Add(source.AsSpan(i).StartsWith("(?<") && end > 0 ? source[(i + 3)..end] : "");
                    break;
            }
        }

        return names;
    }

    private static bool IsCapturing(ReadOnlySpan<char> group) =>
        !group.StartsWith("(?") || (group.StartsWith("(?<") && !group.StartsWith("(?<=") && !group.StartsWith("(?<!"));
}
