namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>A statement as written; the position is that of its keyword.</summary>
internal abstract record StatementSyntax(Position Position)
{
    internal sealed record Text(string Content, Position Position) : StatementSyntax(Position);

    internal sealed record Print(ExpressionSyntax Expression, Position Position) : StatementSyntax(Position);

    internal sealed record For(
        ExpressionSyntax Target,
        ExpressionSyntax Iterable,
        ExpressionSyntax? Filter,
        bool IsRecursive,
        StatementSyntax[] Body,
        StatementSyntax[] Else,
        Position Position)
        : StatementSyntax(Position);

    internal sealed record If((ExpressionSyntax Test, StatementSyntax[] Body)[] Branches, StatementSyntax[] Else, Position Position)
        : StatementSyntax(Position);

    internal sealed record With((ExpressionSyntax Target, ExpressionSyntax Value)[] Assignments, StatementSyntax[] Body, Position Position)
        : StatementSyntax(Position);

    internal sealed record Set(ExpressionSyntax Target, ExpressionSyntax Value, Position Position) : StatementSyntax(Position);

    internal sealed record SetBlock(ExpressionSyntax Target, ExpressionSyntax.Filter? Filter, StatementSyntax[] Body, Position Position)
        : StatementSyntax(Position);

    internal sealed record AutoEscape(ExpressionSyntax Mode, StatementSyntax[] Body, Position Position) : StatementSyntax(Position);

    internal sealed record FilterBlock(ExpressionSyntax.Filter Filter, StatementSyntax[] Body, Position Position)
        : StatementSyntax(Position);

    internal sealed record Block(string Name, StatementSyntax[] Body, Position Position) : StatementSyntax(Position);

    internal sealed record Extends(ExpressionSyntax Name, Position Position) : StatementSyntax(Position);

    internal sealed record Include(ExpressionSyntax Name, bool IgnoreMissing, Position Position) : StatementSyntax(Position);

    internal sealed record Import(ExpressionSyntax Name, ExpressionSyntax Target, Position Position) : StatementSyntax(Position);

    internal sealed record FromImport(
        ExpressionSyntax Name, (ExpressionSyntax.Variable Source, ExpressionSyntax.Variable Target)[] Names, Position Position)
        : StatementSyntax(Position);

    internal sealed record Macro(
        string Name, ExpressionSyntax.Variable[] Parameters, ExpressionSyntax?[] Defaults, StatementSyntax[] Body, Position Position)
        : StatementSyntax(Position);

    internal sealed record CallBlock(ExpressionSyntax.Call Call, Macro Caller, Position Position) : StatementSyntax(Position);

    internal sealed record Do(ExpressionSyntax.Call Call, Position Position) : StatementSyntax(Position);

    internal sealed record Break(Position Position) : StatementSyntax(Position);

    internal sealed record Continue(Position Position) : StatementSyntax(Position);
}
