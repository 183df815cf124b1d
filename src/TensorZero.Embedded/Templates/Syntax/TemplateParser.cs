namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Parses a template: text, <c>{{ }}</c>, and the body of each tag up to its end tag.</summary>
internal sealed class TemplateParser
{
    private readonly TokenStream _tokens;
    private readonly ExpressionParser _expressions;
    private readonly StatementParser _statements;

    private TemplateParser(SourceText source)
    {
        _tokens = new TokenStream(source, Lexer.Read(source));
        _expressions = new ExpressionParser(_tokens);
        _statements = new StatementParser(this, _tokens, _expressions);
    }

    public static StatementSyntax[] Parse(string text) => new TemplateParser(new SourceText(text)).ParseBody();

    /// <summary>Parses up to a tag that begins with one of these words, which is left as the current token.</summary>
    public StatementSyntax[] ParseBody(params ReadOnlySpan<string> endWords)
    {
        var statements = new List<StatementSyntax>();
        while (!_tokens.At(TokenKind.End))
        {
            var position = _tokens.Position;
            var token = _tokens.Next();
            switch (token.Kind)
            {
                case TokenKind.Text:
                    statements.Add(new StatementSyntax.Text(token.Text, position));
                    break;
                case TokenKind.PrintStart:
                    position = _tokens.Position;
                    statements.Add(new StatementSyntax.Print(_expressions.Parse(), position));
                    _tokens.Expect(TokenKind.PrintEnd, "end of variable block");
                    break;
                default:
                    if (_tokens.Current.Kind == TokenKind.Identifier && endWords.Contains(_tokens.Current.Text))
                    {
                        return [.. statements];
                    }

                    statements.Add(_statements.Parse());
                    _tokens.Expect(TokenKind.TagEnd, "end of block");
                    break;
            }
        }

        return endWords.IsEmpty ? [.. statements] : throw _tokens.Unexpected($"'{endWords[0]}'");
    }
}
