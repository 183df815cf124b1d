namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Parses the tags that bring in other templates; the current token is the one after the keyword.</summary>
internal sealed class ReferenceParser(TokenStream tokens, ExpressionParser expressions)
{
    private readonly TargetParser _targets = new(tokens);

    public StatementSyntax.Include ParseInclude(Position position)
    {
        var name = expressions.Parse();
        var hasContext = SkipContextMarker();
        var ignoreMissing = tokens.Skip("ignore");
        if (ignoreMissing)
        {
            tokens.Expect("missing");
            _ = hasContext || SkipContextMarker();
        }

        return new StatementSyntax.Include(name, ignoreMissing, position);
    }

    public StatementSyntax.Import ParseImport(Position position)
    {
        var name = expressions.Parse();
        tokens.Expect("as");
        var target = _targets.ParseOne(allowsAttributes: false);
        SkipContextMarker();
        return new StatementSyntax.Import(name, target, position);
    }

    public StatementSyntax.FromImport ParseFromImport(Position position)
    {
        var template = expressions.Parse();
        tokens.Expect("import");
        var names = new List<(ExpressionSyntax.Variable Source, ExpressionSyntax.Variable Target)>();
        while (!SkipContextMarker() && !tokens.At(TokenKind.TagEnd))
        {
            if (names.Count > 0)
            {
                tokens.Expect(TokenKind.Comma, "`,`");
                if (SkipContextMarker() || tokens.At(TokenKind.TagEnd))
                {
                    break;
                }
            }

            var source = _targets.ParseName();
            names.Add((source, tokens.Skip("as") ? _targets.ParseName() : source));
        }

        return new StatementSyntax.FromImport(template, [.. names], position);
    }

    // "with context" means nothing here, as in the original: included templates always see everything.
    private bool SkipContextMarker()
    {
        if (!tokens.Skip("with") && !tokens.Skip("without"))
        {
            return false;
        }

        tokens.Expect("context");
        return true;
    }
}
