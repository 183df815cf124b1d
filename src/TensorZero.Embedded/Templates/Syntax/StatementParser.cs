namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Parses one tag and, where it has one, its body; the current token is the word after <c>{%</c>.</summary>
internal sealed class StatementParser(TemplateParser template, TokenStream tokens, ExpressionParser expressions)
{
    private readonly TargetParser _targets = new(tokens);
    private readonly ReferenceParser _references = new(tokens, expressions);
    private readonly HashSet<string> _blocks = [];
    private bool _isInLoop;
    private bool _isInMacro;

    public StatementSyntax Parse()
    {
        tokens.Enter();
        var position = tokens.Position;
        var keyword = tokens.Expect(TokenKind.Identifier, "statement").Text;
        StatementSyntax statement = keyword switch
        {
            "for" => ParseFor(position),
            "if" => ParseIf(position),
            "with" => ParseWith(position),
            "set" => ParseSet(position),
            "autoescape" => new StatementSyntax.AutoEscape(expressions.Parse(), ParseBody("endautoescape"), position),
            "filter" => new StatementSyntax.FilterBlock(ParseFilterChain(), ParseBody("endfilter"), position),
            "block" => ParseBlock(position),
            "extends" => new StatementSyntax.Extends(expressions.Parse(), position),
            "include" => _references.ParseInclude(position),
            "import" => _references.ParseImport(position),
            "from" => _references.ParseFromImport(position),
            "macro" => ParseMacro(position),
            "call" => ParseCallBlock(position),
            "continue" when _isInLoop => new StatementSyntax.Continue(position),
            "break" when _isInLoop => new StatementSyntax.Break(position),
            "continue" or "break" => throw new SyntaxException($"'{keyword}' must be placed inside a loop", position),
            "do" => new StatementSyntax.Do(ParseCall("do"), position),
            _ => throw new SyntaxException($"unknown statement {keyword}", position),
        };
        tokens.Leave();
        return statement;
    }

    /// <summary>The end of this tag, the body, and the word of the end tag.</summary>
    private StatementSyntax[] ParseBody(string endWord)
    {
        tokens.Expect(TokenKind.TagEnd, "end of block");
        var body = template.ParseBody(endWord);
        tokens.Next();
        return body;
    }

    private StatementSyntax.For ParseFor(Position position)
    {
        var wasInLoop = _isInLoop;
        _isInLoop = true;
        var target = _targets.Parse(allowsAttributes: false);
        tokens.Expect("in");
        var iterable = expressions.ParseWithoutConditional();
        var filter = tokens.Skip("if") ? expressions.Parse() : null;
        var isRecursive = tokens.Skip("recursive");
        tokens.Expect(TokenKind.TagEnd, "end of block");
        var body = template.ParseBody("endfor", "else");
        StatementSyntax[] otherwise = tokens.Next().Is("else") ? ParseBody("endfor") : [];
        _isInLoop = wasInLoop;
        return new StatementSyntax.For(target, iterable, filter, isRecursive, body, otherwise, position);
    }

    private StatementSyntax.If ParseIf(Position position)
    {
        var branches = new List<(ExpressionSyntax Test, StatementSyntax[] Body)>();
        while (true)
        {
            var test = expressions.ParseWithoutConditional();
            tokens.Expect(TokenKind.TagEnd, "end of block");
            branches.Add((test, template.ParseBody("endif", "else", "elif")));
            var word = tokens.Next();
            if (!word.Is("elif"))
            {
                StatementSyntax[] otherwise = word.Is("else") ? ParseBody("endif") : [];
                return new StatementSyntax.If([.. branches], otherwise, position);
            }
        }
    }

    private StatementSyntax.With ParseWith(Position position)
    {
        var assignments = new List<(ExpressionSyntax Target, ExpressionSyntax Value)>();
        while (!tokens.At(TokenKind.TagEnd))
        {
            if (assignments.Count > 0)
            {
                tokens.Expect(TokenKind.Comma, "`,`");
            }

            var target = _targets.ParseOne(allowsAttributes: false);
            tokens.Expect(TokenKind.Assign, "assignment operator");
            assignments.Add((target, expressions.Parse()));
        }

        return new StatementSyntax.With([.. assignments], ParseBody("endwith"), position);
    }

    private StatementSyntax ParseSet(Position position)
    {
        var target = _targets.Parse(allowsAttributes: true);
        if (tokens.Current.Kind is TokenKind.TagEnd or TokenKind.Pipe)
        {
            var filter = tokens.Skip(TokenKind.Pipe) ? ParseFilterChain() : null;
            return new StatementSyntax.SetBlock(target, filter, ParseBody("endset"), position);
        }

        tokens.Expect(TokenKind.Assign, "assignment operator");
        var value = expressions.Parse();
        if (!tokens.At(TokenKind.Comma))
        {
            return new StatementSyntax.Set(target, value, position);
        }

        var items = new List<ExpressionSyntax> { value };
        while (tokens.Skip(TokenKind.Comma) && !tokens.At(TokenKind.TagEnd))
        {
            items.Add(expressions.Parse());
        }

        return new StatementSyntax.Set(target, new ExpressionSyntax.List([.. items], position), position);
    }

    private ExpressionSyntax.Filter ParseFilterChain()
    {
        ExpressionSyntax.Filter? chain = null;
        while (!tokens.At(TokenKind.TagEnd))
        {
            if (chain is not null)
            {
                tokens.Expect(TokenKind.Pipe, "`|`");
            }

            var position = tokens.Position;
            var name = expressions.ParseFilterName();
            var arguments = tokens.At(TokenKind.ParenthesisOpen) ? expressions.ParseArguments() : [];
            chain = new ExpressionSyntax.Filter(name, chain, arguments, position);
            if (chain.Depth > 100)
            {
                throw tokens.TooDeep();
            }
        }

        return chain ?? throw tokens.Error("expected a filter");
    }

    private StatementSyntax.Block ParseBlock(Position position)
    {
        if (_isInMacro)
        {
            throw new SyntaxException("block tags in macros are not allowed", position);
        }

        var name = tokens.Expect(TokenKind.Identifier, "identifier").Text;
        if (!_blocks.Add(name))
        {
            throw new SyntaxException($"block '{name}' defined twice", position);
        }

        var wasInLoop = _isInLoop;
        _isInLoop = false;
        var body = ParseBody("endblock");
        _isInLoop = wasInLoop;
        if (tokens.At(TokenKind.Identifier) && !tokens.Skip(name))
        {
            throw tokens.Error($"mismatching name on block: got `{tokens.Current.Text}`, expected `{name}`");
        }

        return new StatementSyntax.Block(name, body, position);
    }

    private StatementSyntax.Macro ParseMacro(Position position)
    {
        var name = tokens.Expect(TokenKind.Identifier, "identifier").Text;
        tokens.Expect(TokenKind.ParenthesisOpen, "`(`");
        var (parameters, defaults) = ParseParameters();
        return new StatementSyntax.Macro(name, parameters, defaults, ParseMacroBody("endmacro"), position);
    }

    private StatementSyntax.CallBlock ParseCallBlock(Position position)
    {
        var (parameters, defaults) = tokens.Skip(TokenKind.ParenthesisOpen) ? ParseParameters() : ([], []);
        var call = ParseCall("call");
        var caller = new StatementSyntax.Macro("caller", parameters, defaults, ParseMacroBody("endcall"), position);
        return new StatementSyntax.CallBlock(call, caller, position);
    }

    private StatementSyntax[] ParseMacroBody(string endWord)
    {
        var (wasInLoop, wasInMacro) = (_isInLoop, _isInMacro);
        (_isInLoop, _isInMacro) = (false, true);
        var body = ParseBody(endWord);
        (_isInLoop, _isInMacro) = (wasInLoop, wasInMacro);
        return body;
    }

    private (ExpressionSyntax.Variable[] Parameters, ExpressionSyntax?[] Defaults) ParseParameters()
    {
        var parameters = new List<ExpressionSyntax.Variable>();
        var defaults = new List<ExpressionSyntax?>();
        while (!tokens.Skip(TokenKind.ParenthesisClose))
        {
            if (parameters.Count > 0)
            {
                tokens.Expect(TokenKind.Comma, "`,`");
                if (tokens.Skip(TokenKind.ParenthesisClose))
                {
                    break;
                }
            }

            parameters.Add(_targets.ParseName());
            if (defaults.Count > 0 && defaults[^1] is not null && !tokens.At(TokenKind.Assign))
            {
                throw tokens.Unexpected("`=`");
            }

            defaults.Add(tokens.Skip(TokenKind.Assign) ? expressions.Parse() : null);
        }

        return ([.. parameters], [.. defaults]);
    }

    private ExpressionSyntax.Call ParseCall(string keyword) =>
        expressions.Parse() as ExpressionSyntax.Call ?? throw tokens.Error($"expected call expression in {keyword} block");
}
