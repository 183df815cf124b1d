namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>The tokens of a template with one token of foresight, and the nesting guard of whatever parses them.</summary>
internal sealed class TokenStream(SourceText source, List<Token> tokens)
{
    private const int MaxNesting = 150;

    private int _index;
    private int _nesting;

    public Token Current => tokens[_index];

    public Position Position => source.At(Current.Offset);

    public bool At(TokenKind kind) => Current.Kind == kind;

    public bool At(string identifier) => Current.Is(identifier);

    public Token Next()
    {
        var token = tokens[_index];
        _index = Math.Min(_index + 1, tokens.Count - 1);
        return token;
    }

    public bool Skip(TokenKind kind)
    {
        var isThere = At(kind);
        if (isThere)
        {
            Next();
        }

        return isThere;
    }

    public bool Skip(string identifier)
    {
        var isThere = At(identifier);
        if (isThere)
        {
            Next();
        }

        return isThere;
    }

    public Token Expect(TokenKind kind, string expectation) => At(kind) ? Next() : throw Unexpected(expectation);

    public void Expect(string identifier)
    {
        if (!Skip(identifier))
        {
            throw Unexpected($"'{identifier}'");
        }
    }

    /// <summary>The source between two offsets, for names that may hold spaces.</summary>
    public string Slice(int start, int end) => source.Text[start..end];

    public SyntaxException Unexpected(string expectation) => Error($"unexpected {Current.Describe()}, expected {expectation}");

    public SyntaxException Error(string message) => new(message, Position);

    public void Enter()
    {
        if (++_nesting > MaxNesting)
        {
            throw TooDeep();
        }
    }

    public void Leave() => _nesting--;

    public SyntaxException TooDeep() => Error("template exceeds maximum recursion limits");
}
