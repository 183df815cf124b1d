namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Reads the tokens between <c>{{</c> and <c>}}</c> or <c>{%</c> and <c>%}</c>.</summary>
internal sealed class TagLexer(SourceText source, List<Token> tokens)
{
    private readonly string _text = source.Text;

    // Open brackets of the whole template: a tag does not end inside them.
    private int _openBrackets;

    public static int SkipAsciiWhiteSpace(string text, int start)
    {
        while (start < text.Length && text[start] is ' ' or '\t' or '\n' or '\r' or '\f')
        {
            start++;
        }

        return start;
    }

    /// <summary>Reads from <paramref name="inside"/> to the end of the tag and returns where that is.</summary>
    public int Read(int marker, int inside, bool isPrint, out bool trimsAfter)
    {
        var closing = isPrint ? "}}" : "%}";
        tokens.Add(new Token(isPrint ? TokenKind.PrintStart : TokenKind.TagStart, marker, inside));
        for (var offset = SkipAsciiWhiteSpace(_text, inside); offset < _text.Length; offset = SkipAsciiWhiteSpace(_text, offset))
        {
            if (_openBrackets == 0)
            {
                var control = _text[offset] is '-' or '+' ? 1 : 0;
                if (string.CompareOrdinal(_text, offset + control, closing, 0, 2) == 0)
                {
                    trimsAfter = _text[offset] == '-';
                    var end = offset + control + 2;
                    tokens.Add(new Token(isPrint ? TokenKind.PrintEnd : TokenKind.TagEnd, offset, end));
                    return end;
                }
            }

            offset = ReadToken(offset);
        }

        trimsAfter = false;
        return _text.Length;
    }

    private int ReadToken(int offset)
    {
        if (TokenSymbols.TryMatch(_text.AsSpan(offset), out var symbol, out var kind))
        {
            _openBrackets += symbol[0] is '(' or '[' or '{' ? 1 : symbol[0] is ')' or ']' or '}' ? -1 : 0;
            tokens.Add(new Token(kind, offset, offset + symbol.Length));
            return offset + symbol.Length;
        }

        var token = _text[offset] is '\'' or '"'
            ? ReadString(offset)
            : char.IsAsciiDigit(_text[offset]) ? NumberLexer.Read(source, offset) : ReadIdentifier(offset);
        tokens.Add(token);
        return token.End;
    }

    private Token ReadString(int start)
    {
        var end = start + 1;
        var hasEscapes = false;
        while (end < _text.Length && _text[end] != _text[start])
        {
            hasEscapes |= _text[end] == '\\';
            end += _text[end] == '\\' ? 2 : 1;
        }

        if (end >= _text.Length)
        {
            throw new SyntaxException("unexpected end of string", source.At(start));
        }

        var text = _text[(start + 1)..end];
        if (hasEscapes)
        {
            text = StringEscapes.TryRead(text, out var unescaped)
                ? unescaped
                : throw new SyntaxException("bad string escape", source.At(start));
        }

        return new Token(TokenKind.String, start, end + 1, text);
    }

    private Token ReadIdentifier(int start)
    {
        var end = start;
        while (end < _text.Length && (_text[end] == '_' || char.IsAsciiLetterOrDigit(_text[end])))
        {
            end++;
        }

        return end > start
            ? new Token(TokenKind.Identifier, start, end, _text[start..end])
            : throw new SyntaxException("unexpected character", source.At(start));
    }
}
