namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>
/// Splits a template into literal text and tokens. Comments and <c>raw</c> blocks end here, and so does whitespace control
/// (<c>{%-</c>, <c>-%}</c>); whitespace is otherwise kept as it is.
/// </summary>
internal sealed class Lexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly TagLexer _tags;
    private readonly List<Token> _tokens = [];
    private int _offset;
    private bool _trimsLeading;

    private Lexer(SourceText source)
    {
        _source = source;
        _text = source.Text;
        _tags = new TagLexer(source, _tokens);
    }

    public static List<Token> Read(SourceText source)
    {
        var lexer = new Lexer(source);
        while (lexer._offset < lexer._text.Length)
        {
            lexer.ReadNext();
        }

        lexer._tokens.Add(new Token(TokenKind.End, lexer._text.Length, lexer._text.Length));
        return lexer._tokens;
    }

    private void ReadNext()
    {
        if (_trimsLeading)
        {
            _trimsLeading = false;
            _offset = SkipWhiteSpace(_offset);
        }

        var marker = FindMarker(_offset);
        if (marker < 0)
        {
            AddText(_offset, _text.Length);
            _offset = _text.Length;
            return;
        }

        var control = marker + 2 < _text.Length && _text[marker + 2] is '-' or '+' ? _text[marker + 2] : ' ';
        AddText(_offset, control == '-' ? TrimEnd(_offset, marker) : marker);
        var inside = marker + (control == ' ' ? 2 : 3);
        switch (_text[marker + 1])
        {
            case '#':
                SkipComment(marker, inside);
                break;
            case '%' when TryReadRawTag(inside, "raw", skipsControl: false, out var end, out var trimsStart):
                ReadRaw(end, trimsStart);
                break;
            default:
                _offset = _tags.Read(marker, inside, isPrint: _text[marker + 1] == '{', out _trimsLeading);
                break;
        }
    }

    private int FindMarker(int start)
    {
        for (var i = _text.IndexOf('{', start); i >= 0 && i + 1 < _text.Length; i = _text.IndexOf('{', i + 1))
        {
            if (_text[i + 1] is '{' or '%' or '#')
            {
                return i;
            }
        }

        return -1;
    }

    private void SkipComment(int marker, int inside)
    {
        var end = inside <= _text.Length ? _text.IndexOf("#}", inside, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            throw new SyntaxException("unexpected end of comment", _source.At(marker));
        }

        _trimsLeading = _text[Math.Max(end - 1, inside)] == '-';
        _offset = end + 2;
    }

    private void ReadRaw(int start, bool trimsStart)
    {
        for (var tag = _text.IndexOf("{%", start, StringComparison.Ordinal); tag >= 0;
            tag = _text.IndexOf("{%", tag + 2, StringComparison.Ordinal))
        {
            if (TryReadRawTag(tag + 2, "endraw", skipsControl: true, out var end, out var trimsAfter))
            {
                var from = trimsStart ? Math.Min(SkipWhiteSpace(start), tag) : start;
                AddText(from, _text[tag + 2] == '-' ? TrimEnd(from, tag) : tag);
                _trimsLeading = trimsAfter;
                _offset = end;
                return;
            }
        }

        throw new SyntaxException("unexpected end of raw block", _source.At(start));
    }

    /// <summary>Matches the rest of a tag that consists of one word.</summary>
    private bool TryReadRawTag(int start, string word, bool skipsControl, out int end, out bool trims)
    {
        trims = false;
        end = start;
        if (skipsControl && end < _text.Length && _text[end] is '-' or '+')
        {
            end++;
        }

        end = TagLexer.SkipAsciiWhiteSpace(_text, end);
        if (string.CompareOrdinal(_text, end, word, 0, word.Length) != 0)
        {
            return false;
        }

        end = TagLexer.SkipAsciiWhiteSpace(_text, end + word.Length);
        if (end < _text.Length && _text[end] is '-' or '+')
        {
            trims = _text[end++] == '-';
        }

        var isClosed = string.CompareOrdinal(_text, end, "%}", 0, 2) == 0;
        end += 2;
        return isClosed;
    }

    private void AddText(int start, int end)
    {
        if (end > start)
        {
            _tokens.Add(new Token(TokenKind.Text, start, end, _text[start..end]));
        }
    }

    private int SkipWhiteSpace(int start)
    {
        while (start < _text.Length && char.IsWhiteSpace(_text[start]))
        {
            start++;
        }

        return start;
    }

    private int TrimEnd(int start, int end)
    {
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
