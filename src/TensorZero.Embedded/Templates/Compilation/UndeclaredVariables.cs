using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Compilation;

/// <summary>Finds the variables that a template or macro reads without having assigned them. Included templates are not followed.</summary>
internal sealed class UndeclaredVariables
{
    private readonly HashSet<string> _found = [];
    private readonly Stack<HashSet<string>> _assigned = new([new HashSet<string>()]);

    private UndeclaredVariables()
    {
    }

    public static HashSet<string> OfTemplate(StatementSyntax[] statements)
    {
        var finder = new UndeclaredVariables();
        finder.Assign("self");
        finder.VisitAll(statements);
        return finder._found;
    }

    /// <summary>What the macro sees from outside, <c>caller</c> included when it uses that.</summary>
    public static HashSet<string> OfMacro(StatementSyntax.Macro macro)
    {
        var finder = new UndeclaredVariables();
        finder.VisitMacro(macro);
        return finder._found;
    }

    private void Assign(string name) => _assigned.Peek().Add(name);

    private void Assign(ExpressionSyntax target)
    {
        switch (target)
        {
            case ExpressionSyntax.Variable variable:
                Assign(variable.Name);
                break;
            case ExpressionSyntax.List list:
                Array.ForEach(list.Items, Assign);
                break;
            default:
                break;
        }
    }

    private void Scoped(StatementSyntax[] body, string? name = null)
    {
        _assigned.Push([]);
        if (name is not null)
        {
            Assign(name);
        }

        VisitAll(body);
        _assigned.Pop();
    }

    private void VisitAll(StatementSyntax[] statements) => Array.ForEach(statements, Visit);

    private void Visit(StatementSyntax statement)
    {
        switch (statement)
        {
            case StatementSyntax.Print print:
                Visit(print.Expression);
                break;
            case StatementSyntax.For loop:
                VisitFor(loop);
                break;
            case StatementSyntax.If condition:
                foreach (var (test, body) in condition.Branches)
                {
                    Visit(test);
                    Scoped(body);
                }

                Scoped(condition.Else);
                break;
            case StatementSyntax.With with:
                VisitWith(with);
                break;
            case StatementSyntax.Set set:
                Assign(set.Target);
                Visit(set.Value);
                break;
            case StatementSyntax.SetBlock set:
                Assign(set.Target);
                Scoped(set.Body);
                break;
            case StatementSyntax.AutoEscape escape:
                Scoped(escape.Body);
                break;
            case StatementSyntax.FilterBlock filter:
                Scoped(filter.Body);
                break;
            case StatementSyntax.Block block:
                Scoped(block.Body, "super");
                break;
            case StatementSyntax.Import import:
                Assign(import.Target);
                break;
            case StatementSyntax.FromImport import:
                Array.ForEach(import.Names, entry => Assign(entry.Target));
                break;
            case StatementSyntax.Macro macro:
                Assign(macro.Name);
                VisitMacroInScope(macro);
                break;
            case StatementSyntax.CallBlock block:
                Visit(block.Call);
                VisitMacroInScope(block.Caller);
                break;
            case StatementSyntax.Do call:
                Visit(call.Call);
                break;
            default:
                break;
        }
    }

    private void VisitFor(StatementSyntax.For loop)
    {
        _assigned.Push([]);
        Assign("loop");
        Visit(loop.Iterable);
        Assign(loop.Target);
        Visit(loop.Filter);
        VisitAll(loop.Body);
        _assigned.Pop();
        Scoped(loop.Else);
    }

    private void VisitWith(StatementSyntax.With with)
    {
        _assigned.Push([]);
        foreach (var (target, value) in with.Assignments)
        {
            Assign(target);
            Visit(value);
        }

        VisitAll(with.Body);
        _assigned.Pop();
    }

    private void VisitMacroInScope(StatementSyntax.Macro macro)
    {
        _assigned.Push([]);
        Assign("caller");
        VisitMacro(macro);
        _assigned.Pop();
    }

    private void VisitMacro(StatementSyntax.Macro macro)
    {
        Array.ForEach(macro.Parameters, Assign);
        Array.ForEach(macro.Defaults, Visit);
        VisitAll(macro.Body);
    }

    private void Visit(ArgumentSyntax[] arguments) => Array.ForEach(arguments, argument => Visit(argument.Value));

    private void Visit(ExpressionSyntax? expression)
    {
        switch (expression)
        {
            case ExpressionSyntax.Variable variable when !_assigned.Any(scope => scope.Contains(variable.Name)):
                _found.Add(variable.Name);
                Assign(variable.Name);
                break;
            case ExpressionSyntax.Attribute attribute:
                Visit(attribute.Target);
                break;
            case ExpressionSyntax.Item item:
                Visit(item.Target);
                Visit(item.Key);
                break;
            case ExpressionSyntax.Slice slice:
                Visit(slice.Target);
                Visit(slice.Start);
                Visit(slice.Stop);
                Visit(slice.Step);
                break;
            case ExpressionSyntax.Not not:
                Visit(not.Operand);
                break;
            case ExpressionSyntax.Negate negate:
                Visit(negate.Operand);
                break;
            case ExpressionSyntax.Binary binary:
                Visit(binary.Left);
                Visit(binary.Right);
                break;
            case ExpressionSyntax.Conditional conditional:
                Visit(conditional.Test);
                Visit(conditional.Then);
                Visit(conditional.Else);
                break;
            case ExpressionSyntax.Filter filter:
                Visit(filter.Input);
                Visit(filter.Arguments);
                break;
            case ExpressionSyntax.Condition condition:
                Visit(condition.Input);
                Visit(condition.Arguments);
                break;
            case ExpressionSyntax.Call call:
                Visit(call.Target);
                Visit(call.Arguments);
                break;
            case ExpressionSyntax.List list:
                Array.ForEach(list.Items, Visit);
                break;
            case ExpressionSyntax.Map map:
                Array.ForEach(map.Entries, entry =>
                {
                    Visit(entry.Key);
                    Visit(entry.Value);
                });
                break;
            default:
                break;
        }
    }
}
