using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Compilation;

/// <summary>
/// Finds the templates that a template refers to. Names must be known from the text: strings, lists of strings, and
/// conditional expressions over both.
/// </summary>
internal sealed class TemplateLoads(Action<string, Position> reportDynamic)
{
    private readonly List<TemplateLoad> _loads = [];

    public static IReadOnlyList<TemplateLoad> Find(StatementSyntax[] statements, Action<string, Position> reportDynamic)
    {
        var finder = new TemplateLoads(reportDynamic);
        finder.VisitAll(statements);
        return finder._loads;
    }

    private void VisitAll(StatementSyntax[] statements) => Array.ForEach(statements, Visit);

    private void Visit(StatementSyntax statement)
    {
        switch (statement)
        {
            case StatementSyntax.Include include:
                Add("include", include.Name, include.IgnoreMissing);
                break;
            case StatementSyntax.Import import:
                Add("import", import.Name);
                break;
            case StatementSyntax.FromImport import:
                Add("from", import.Name);
                break;
            case StatementSyntax.Extends extends:
                Add("extends", extends.Name);
                break;
            case StatementSyntax.For loop:
                VisitAll(loop.Body);
                VisitAll(loop.Else);
                break;
            case StatementSyntax.If condition:
                Array.ForEach(condition.Branches, branch => VisitAll(branch.Body));
                VisitAll(condition.Else);
                break;
            case StatementSyntax.With with:
                VisitAll(with.Body);
                break;
            case StatementSyntax.SetBlock set:
                VisitAll(set.Body);
                break;
            case StatementSyntax.AutoEscape escape:
                VisitAll(escape.Body);
                break;
            case StatementSyntax.FilterBlock filter:
                VisitAll(filter.Body);
                break;
            case StatementSyntax.Block block:
                VisitAll(block.Body);
                break;
            case StatementSyntax.Macro macro:
                VisitAll(macro.Body);
                break;
            case StatementSyntax.CallBlock block:
                VisitAll(block.Caller.Body);
                break;
            default:
                break;
        }
    }

    private void Add(string keyword, ExpressionSyntax name, bool ignoresMissing = false)
    {
        var names = new List<string>();
        Collect(keyword, name, names);
        _loads.Add(new TemplateLoad(keyword, names, ignoresMissing, name.Position));
    }

    private void Collect(string keyword, ExpressionSyntax? expression, List<string> names)
    {
        switch (expression)
        {
            case null:
                break;
            case ExpressionSyntax.Literal literal when literal.Value.TryGetText(out var name):
                names.Add(name);
                break;
            case ExpressionSyntax.List list:
                Array.ForEach(list.Items, item => Collect(keyword, item, names));
                break;
            case ExpressionSyntax.Conditional conditional:
                Collect(keyword, conditional.Then, names);
                Collect(keyword, conditional.Else, names);
                break;
            default:
                reportDynamic(
                    $"the template name of this {keyword} is known only while rendering; write it as a string", expression.Position);
                break;
        }
    }
}
