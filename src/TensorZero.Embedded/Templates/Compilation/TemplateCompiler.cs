using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Statements;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Compilation;

/// <summary>Turns the statements of one template into statements that execute.</summary>
internal sealed class TemplateCompiler(CompiledTemplate template, NameTable names)
{
    private readonly ExpressionCompiler _expressions = new(names);

    public void Compile(StatementSyntax[] statements)
    {
        template.Body = CompileBody(statements);
        template.Variables = UndeclaredVariables.OfTemplate(statements);
    }

    private StatementBlock CompileBody(StatementSyntax[] statements) =>
        statements.Length == 0 ? StatementBlock.Empty : new StatementBlock(Array.ConvertAll(statements, CompileStatement));

    private Statement CompileStatement(StatementSyntax syntax) => syntax switch
    {
        StatementSyntax.Text text => new TextStatement(text.Content),
        StatementSyntax.Print print => new PrintStatement(_expressions.Compile(print.Expression), print.Position),
        StatementSyntax.For loop => CompileFor(loop),
        StatementSyntax.If condition => CompileIf(condition),
        StatementSyntax.With with => new WithStatement(
            Array.ConvertAll(with.Assignments, entry => (CompileTarget(entry.Target), _expressions.Compile(entry.Value))),
            CompileBody(with.Body),
            with.Position),
        StatementSyntax.Set set => new SetStatement(CompileTarget(set.Target), _expressions.Compile(set.Value)),
        StatementSyntax.SetBlock set => new SetBlockStatement(
            CompileTarget(set.Target), set.Filter is null ? null : _expressions.CompileFilter(set.Filter), CompileBody(set.Body)),
        StatementSyntax.AutoEscape escape => new AutoEscapeStatement(
            _expressions.Compile(escape.Mode), CompileBody(escape.Body), escape.Position),
        StatementSyntax.FilterBlock block => new FilterStatement(_expressions.CompileFilter(block.Filter), CompileBody(block.Body)),
        StatementSyntax.Block block => CompileBlock(block),
        StatementSyntax.Extends extends => new ExtendsStatement(CompileReference(extends.Name)),
        StatementSyntax.Include include => new IncludeStatement(CompileReference(include.Name), include.IgnoreMissing),
        StatementSyntax.Import import => new ImportStatement(CompileReference(import.Name), CompileTarget(import.Target)),
        StatementSyntax.FromImport import => new FromImportStatement(
            CompileReference(import.Name),
            Array.ConvertAll(import.Names, entry => (new Variable(names[entry.Source.Name]), CompileTarget(entry.Target)))),
        StatementSyntax.Macro macro => new MacroStatement(names[macro.Name], CompileMacro(macro)),
        StatementSyntax.CallBlock block => new PrintStatement(
            _expressions.CompileCall(block.Call, CompileMacro(block.Caller)), block.Position),
        StatementSyntax.Do call => new DoStatement(_expressions.CompileCall(call.Call)),
        StatementSyntax.Break => new BreakStatement(),
        StatementSyntax.Continue => new ContinueStatement(),
        _ => throw new ArgumentOutOfRangeException(nameof(syntax)),
    };

    private ForStatement CompileFor(StatementSyntax.For loop) =>
        new(
            CompileTarget(loop.Target),
            names["loop"],
            _expressions.Compile(loop.Iterable),
            loop.Filter is null ? null : _expressions.Compile(loop.Filter),
            loop.IsRecursive,
            CompileBody(loop.Body),
            CompileBody(loop.Else),
            loop.Iterable.Position);

    private IfStatement CompileIf(StatementSyntax.If condition) =>
        new(
            Array.ConvertAll(
                condition.Branches,
                branch => new IfStatement.Branch(_expressions.Compile(branch.Test), CompileBody(branch.Body), branch.Test.Position)),
            CompileBody(condition.Else));

    private BlockStatement CompileBlock(StatementSyntax.Block block)
    {
        template.Blocks[names[block.Name]] = CompileBody(block.Body);
        return new BlockStatement(names[block.Name], block.Position);
    }

    private TemplateReference CompileReference(ExpressionSyntax name) =>
        new(_expressions.Compile(name), template.Neighbours, name.Position);

    private MacroDefinition CompileMacro(StatementSyntax.Macro macro)
    {
        var enclosed = UndeclaredVariables.OfMacro(macro);
        var usesCaller = enclosed.Remove("caller");
        return new MacroDefinition(
            macro.Name,
            template,
            Array.ConvertAll(macro.Parameters, parameter => names[parameter.Name]),
            Array.ConvertAll(macro.Defaults, value => value is null ? null : _expressions.Compile(value)),
            [.. enclosed.Select(name => names[name])],
            names["caller"],
            usesCaller)
        {
            Body = CompileBody(macro.Body),
        };
    }

    private Target CompileTarget(ExpressionSyntax target) => target switch
    {
        ExpressionSyntax.Variable variable => new NameTarget(names[variable.Name]),
        ExpressionSyntax.Attribute attribute => new AttributeTarget(
            _expressions.Compile(attribute.Target), names[attribute.Name], attribute.Position),
        ExpressionSyntax.List list => new UnpackTarget(Array.ConvertAll(list.Items, CompileTarget), list.Position),
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };
}
