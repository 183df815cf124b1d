namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Parses expressions by recursive descent, one method per level of precedence, loosest first.</summary>
internal sealed class ExpressionParser(TokenStream tokens)
{
    private const int MaxDepth = 300;

    private readonly PrimaryParser _primary = new(tokens);

    public ExpressionSyntax Parse()
    {
        tokens.Enter();
        var expression = ParseConditional();
        tokens.Leave();
        return expression;
    }

    /// <summary>An expression that does not take a following <c>if</c> for its own: in loops, conditions, keyword arguments.</summary>
    public ExpressionSyntax ParseWithoutConditional() => ParseOr();

    public ArgumentSyntax[] ParseArguments() => new ArgumentParser(tokens, this).Parse();

    /// <summary><c>name</c> or <c>dotted.name</c> of a filter or test.</summary>
    public string ParseFilterName()
    {
        var name = tokens.Expect(TokenKind.Identifier, "identifier").Text;
        while (tokens.Skip(TokenKind.Dot))
        {
            name += $".{tokens.Expect(TokenKind.Identifier, "identifier").Text}";
        }

        return name;
    }

    private ExpressionSyntax ParseConditional()
    {
        var expression = ParseOr();
        while (tokens.At("if"))
        {
            var position = tokens.Position;
            tokens.Next();
            var test = ParseOr();
            var otherwise = tokens.Skip("else") ? Parse() : null;
            expression = Checked(new ExpressionSyntax.Conditional(test, expression, otherwise, position));
        }

        return expression;
    }

    private ExpressionSyntax ParseOr()
    {
        var left = ParseAnd();
        while (tokens.At("or"))
        {
            left = ParseRight(BinaryOperator.Or, left, ParseAnd);
        }

        return left;
    }

    private ExpressionSyntax ParseAnd()
    {
        var left = ParseNot();
        while (tokens.At("and"))
        {
            left = ParseRight(BinaryOperator.And, left, ParseNot);
        }

        return left;
    }

    private ExpressionSyntax ParseNot()
    {
        if (!tokens.At("not"))
        {
            return ParseComparison();
        }

        var position = tokens.Position;
        tokens.Next();
        tokens.Enter();
        var operand = ParseNot();
        tokens.Leave();
        return Checked(new ExpressionSyntax.Not(operand, position));
    }

    private ExpressionSyntax ParseComparison()
    {
        var left = ParseSum();
        while (true)
        {
            if (tokens.At("not"))
            {
                var position = tokens.Position;
                tokens.Next();
                if (!tokens.At("in"))
                {
                    throw tokens.Unexpected("'in'");
                }

                left = new ExpressionSyntax.Not(ParseRight(BinaryOperator.In, left, ParseSum), position);
            }
            else if (ComparisonAt() is { } comparison)
            {
                left = ParseRight(comparison, left, ParseSum);
            }
            else
            {
                return left;
            }
        }
    }

    private BinaryOperator? ComparisonAt() => tokens.Current.Kind switch
    {
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        TokenKind.Identifier when tokens.At("in") => BinaryOperator.In,
        _ => null,
    };

    private ExpressionSyntax ParseSum()
    {
        var left = ParseConcatenation();
        while (tokens.Current.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            left = ParseRight(tokens.At(TokenKind.Plus) ? BinaryOperator.Add : BinaryOperator.Subtract, left, ParseConcatenation);
        }

        return left;
    }

    private ExpressionSyntax ParseConcatenation()
    {
        var left = ParseProduct();
        while (tokens.At(TokenKind.Tilde))
        {
            left = ParseRight(BinaryOperator.Concatenate, left, ParseProduct);
        }

        return left;
    }

    private ExpressionSyntax ParseProduct()
    {
        var left = ParsePower();
        while (true)
        {
            BinaryOperator? kind = tokens.Current.Kind switch
            {
                TokenKind.Star => BinaryOperator.Multiply,
                TokenKind.Slash => BinaryOperator.Divide,
                TokenKind.DoubleSlash => BinaryOperator.FloorDivide,
                TokenKind.Percent => BinaryOperator.Remainder,
                _ => null,
            };
            if (kind is null)
            {
                return left;
            }

            left = ParseRight(kind.Value, left, ParsePower);
        }
    }

    private ExpressionSyntax ParsePower()
    {
        var left = ParseUnary();
        while (tokens.At(TokenKind.DoubleStar))
        {
            left = ParseRight(BinaryOperator.Power, left, ParseUnary);
        }

        return left;
    }

    private ExpressionSyntax ParseRight(BinaryOperator kind, ExpressionSyntax left, Func<ExpressionSyntax> parseRight)
    {
        var position = tokens.Position;
        tokens.Next();
        return Checked(new ExpressionSyntax.Binary(kind, left, parseRight(), position));
    }

    // A minus binds tighter than attributes and filters: "-1|abs" is "(-1)|abs".
    private ExpressionSyntax ParseUnary() => ParseFilters(ParsePostfix(ParseMinus()));

    private ExpressionSyntax ParseMinus()
    {
        if (!tokens.At(TokenKind.Minus))
        {
            return _primary.Parse(this);
        }

        var position = tokens.Position;
        tokens.Next();
        tokens.Enter();
        var operand = ParseMinus();
        tokens.Leave();
        return Checked(new ExpressionSyntax.Negate(operand, position));
    }

    private ExpressionSyntax ParsePostfix(ExpressionSyntax expression)
    {
        while (true)
        {
            var position = tokens.Position;
            switch (tokens.Current.Kind)
            {
                case TokenKind.Dot:
                    tokens.Next();
                    expression = Checked(ParseMember(expression));
                    break;
                case TokenKind.BracketOpen:
                    expression = Checked(_primary.ParseSubscript(expression, this));
                    break;
                case TokenKind.ParenthesisOpen:
                    expression = Checked(new ExpressionSyntax.Call(expression, ParseArguments(), position));
                    break;
                default:
                    return expression;
            }
        }
    }

    private ExpressionSyntax ParseMember(ExpressionSyntax target)
    {
        var position = tokens.Position;
        if (tokens.Current.Kind is not (TokenKind.Identifier or TokenKind.Integer))
        {
            throw tokens.Unexpected("identifier or integer");
        }

        var token = tokens.Next();
        return token.Kind == TokenKind.Identifier
            ? new ExpressionSyntax.Attribute(target, token.Text, position)
            : new ExpressionSyntax.Item(target, new ExpressionSyntax.Literal(token.Number, position), position);
    }

    private ExpressionSyntax ParseFilters(ExpressionSyntax expression)
    {
        while (true)
        {
            if (tokens.Skip(TokenKind.Pipe))
            {
                var position = tokens.Position;
                var name = ParseFilterName();
                var arguments = tokens.At(TokenKind.ParenthesisOpen) ? ParseArguments() : [];
                expression = Checked(new ExpressionSyntax.Filter(name, expression, arguments, position));
            }
            else if (tokens.Skip("is"))
            {
                expression = Checked(ParseCondition(expression));
            }
            else
            {
                return expression;
            }
        }
    }

    private ExpressionSyntax ParseCondition(ExpressionSyntax input)
    {
        var isNegated = tokens.Skip("not");
        var position = tokens.Position;
        var name = ParseFilterName();
        ArgumentSyntax[] arguments = [];
        if (tokens.At(TokenKind.ParenthesisOpen))
        {
            arguments = ParseArguments();
        }
        else if (StartsBareArgument())
        {
            arguments = [new ArgumentSyntax(ArgumentKind.Positional, null, ParsePostfix(ParseMinus()))];
        }

        var condition = new ExpressionSyntax.Condition(name, input, arguments, position);
        return isNegated ? new ExpressionSyntax.Not(condition, position) : condition;
    }

    // "x is divisibleby 3": a test takes one argument without parentheses.
    private bool StartsBareArgument() => tokens.Current.Kind switch
    {
        TokenKind.Identifier => !(tokens.At("and") || tokens.At("or") || tokens.At("else") || tokens.At("is")),
        TokenKind.String or TokenKind.Integer or TokenKind.Float => true,
        TokenKind.Plus or TokenKind.Minus or TokenKind.BracketOpen or TokenKind.BraceOpen => true,
        _ => false,
    };

    private ExpressionSyntax Checked(ExpressionSyntax expression) => expression.Depth > MaxDepth ? throw tokens.TooDeep() : expression;
}
