using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Parses what expressions are made of: literals, names, lists, maps, parentheses, subscripts.</summary>
internal sealed class PrimaryParser(TokenStream tokens)
{
    public ExpressionSyntax Parse(ExpressionParser expressions)
    {
        tokens.Enter();
        var position = tokens.Position;
        var token = tokens.Current;
        ExpressionSyntax result;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                tokens.Next();
                result = ParseName(token.Text, position);
                break;
            case TokenKind.String:
                result = new ExpressionSyntax.Literal(Value.Of(ParseStrings()), position);
                break;
            case TokenKind.Integer or TokenKind.Float:
                tokens.Next();
                result = new ExpressionSyntax.Literal(token.Number, position);
                break;
            case TokenKind.ParenthesisOpen:
                result = ParseParentheses(position, expressions);
                break;
            case TokenKind.BracketOpen:
                tokens.Next();
                result = new ExpressionSyntax.List(ParseItems([], TokenKind.BracketClose, "`]`", expressions), position);
                break;
            case TokenKind.BraceOpen:
                result = ParseMap(position, expressions);
                break;
            default:
                throw tokens.Unexpected("expression");
        }

        tokens.Leave();
        return result;
    }

    /// <summary><c>[key]</c> or <c>[start:stop:step]</c> after <paramref name="target"/>.</summary>
    public ExpressionSyntax ParseSubscript(ExpressionSyntax target, ExpressionParser expressions)
    {
        var position = tokens.Position;
        tokens.Next();
        var start = tokens.At(TokenKind.Colon) ? null : expressions.Parse();
        if (start is not null && !tokens.At(TokenKind.Colon))
        {
            tokens.Expect(TokenKind.BracketClose, "`]`");
            return new ExpressionSyntax.Item(target, start, position);
        }

        tokens.Next();
        var stop = tokens.Current.Kind is TokenKind.BracketClose or TokenKind.Colon ? null : expressions.Parse();
        var step = tokens.Skip(TokenKind.Colon) && !tokens.At(TokenKind.BracketClose) ? expressions.Parse() : null;
        tokens.Expect(TokenKind.BracketClose, "`]`");
        return new ExpressionSyntax.Slice(target, start, stop, step, position);
    }

    private static ExpressionSyntax ParseName(string name, Position position) => name switch
    {
        "true" or "True" => new ExpressionSyntax.Literal(Value.True, position),
        "false" or "False" => new ExpressionSyntax.Literal(Value.False, position),
        "none" or "None" => new ExpressionSyntax.Literal(Value.None, position),
        _ => new ExpressionSyntax.Variable(name, position),
    };

    // String literals side by side are one.
    private string ParseStrings()
    {
        var text = tokens.Next().Text;
        while (tokens.At(TokenKind.String))
        {
            text += tokens.Next().Text;
        }

        return text;
    }

    // Tuples are lists here.
    private ExpressionSyntax ParseParentheses(Position position, ExpressionParser expressions)
    {
        tokens.Next();
        if (tokens.Skip(TokenKind.ParenthesisClose))
        {
            return new ExpressionSyntax.List([], position);
        }

        var first = expressions.Parse();
        if (tokens.At(TokenKind.Comma))
        {
            return new ExpressionSyntax.List(ParseItems([first], TokenKind.ParenthesisClose, "`)`", expressions), position);
        }

        tokens.Expect(TokenKind.ParenthesisClose, "`)`");
        return first;
    }

    private ExpressionSyntax[] ParseItems(List<ExpressionSyntax> items, TokenKind end, string expectation, ExpressionParser expressions)
    {
        while (!tokens.Skip(end))
        {
            if (items.Count > 0)
            {
                tokens.Expect(TokenKind.Comma, $"`,` or {expectation}");
                if (tokens.Skip(end))
                {
                    break;
                }
            }

            items.Add(expressions.Parse());
        }

        return [.. items];
    }

    private ExpressionSyntax.Map ParseMap(Position position, ExpressionParser expressions)
    {
        tokens.Next();
        var entries = new List<(ExpressionSyntax Key, ExpressionSyntax Value)>();
        while (!tokens.Skip(TokenKind.BraceClose))
        {
            if (entries.Count > 0)
            {
                tokens.Expect(TokenKind.Comma, "`,` or `}`");
                if (tokens.Skip(TokenKind.BraceClose))
                {
                    break;
                }
            }

            var key = expressions.Parse();
            tokens.Expect(TokenKind.Colon, "`:`");
            entries.Add((key, expressions.Parse()));
        }

        return new ExpressionSyntax.Map([.. entries], position);
    }
}
