namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Parses the arguments of a call, parentheses included.</summary>
internal sealed class ArgumentParser(TokenStream tokens, ExpressionParser expressions)
{
    private const int MaxCount = 2000;

    private readonly List<ArgumentSyntax> _arguments = [];
    private bool _hasKeywords;

    public ArgumentSyntax[] Parse()
    {
        tokens.Expect(TokenKind.ParenthesisOpen, "`(`");
        while (!tokens.Skip(TokenKind.ParenthesisClose))
        {
            if (_arguments.Count > 0)
            {
                tokens.Expect(TokenKind.Comma, "`,`");
                if (tokens.Skip(TokenKind.ParenthesisClose))
                {
                    break;
                }
            }

            _arguments.Add(ParseArgument());
            if (_arguments.Count > MaxCount)
            {
                throw tokens.Error("too many arguments in function call");
            }
        }

        return [.. _arguments];
    }

    private ArgumentSyntax ParseArgument()
    {
        if (tokens.Skip(TokenKind.DoubleStar))
        {
            _hasKeywords = true;
            return new ArgumentSyntax(ArgumentKind.KeywordSplat, null, expressions.Parse());
        }

        if (tokens.Skip(TokenKind.Star))
        {
            return new ArgumentSyntax(ArgumentKind.Splat, null, expressions.Parse());
        }

        var value = expressions.Parse();
        if (value is ExpressionSyntax.Variable { Name: var name } && tokens.Skip(TokenKind.Assign))
        {
            _hasKeywords = true;
            return new ArgumentSyntax(ArgumentKind.Keyword, name, expressions.ParseWithoutConditional());
        }

        return _hasKeywords
            ? throw tokens.Error("non-keyword arg after keyword arg")
            : new ArgumentSyntax(ArgumentKind.Positional, null, value);
    }
}
