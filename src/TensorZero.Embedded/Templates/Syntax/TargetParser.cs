namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Parses what stands left of an assignment: names, lists of names in any nesting, attributes of a namespace.</summary>
internal sealed class TargetParser(TokenStream tokens)
{
    public ExpressionSyntax Parse(bool allowsAttributes)
    {
        tokens.Enter();
        var position = tokens.Position;
        var items = new List<ExpressionSyntax>();
        var isList = false;
        while (true)
        {
            if (items.Count > 0)
            {
                tokens.Expect(TokenKind.Comma, "`,`");
            }

            if (tokens.At("in") || tokens.Current.Kind is TokenKind.ParenthesisClose or TokenKind.PrintEnd or TokenKind.TagEnd)
            {
                break;
            }

            items.Add(ParseOne(allowsAttributes));
            if (!tokens.At(TokenKind.Comma))
            {
                break;
            }

            isList = true;
        }

        tokens.Leave();
        return !isList && items.Count == 1 ? items[0] : new ExpressionSyntax.List([.. items], position);
    }

    /// <summary>A name, or a list in parentheses.</summary>
    public ExpressionSyntax ParseOne(bool allowsAttributes)
    {
        if (tokens.Skip(TokenKind.ParenthesisOpen))
        {
            var inner = Parse(allowsAttributes);
            tokens.Expect(TokenKind.ParenthesisClose, "`)`");
            return inner;
        }

        ExpressionSyntax target = ParseName();
        while (allowsAttributes && tokens.Skip(TokenKind.Dot))
        {
            var position = tokens.Position;
            target = new ExpressionSyntax.Attribute(target, tokens.Expect(TokenKind.Identifier, "identifier").Text, position);
            if (target.Depth > 100)
            {
                throw tokens.TooDeep();
            }
        }

        return target;
    }

    public ExpressionSyntax.Variable ParseName()
    {
        var position = tokens.Position;
        var name = tokens.Expect(TokenKind.Identifier, "identifier").Text;
        return name is "true" or "True" or "false" or "False" or "none" or "None" or "loop" or "self"
            ? throw new SyntaxException($"cannot assign to reserved variable name {name}", position)
            : new ExpressionSyntax.Variable(name, position);
    }
}
