using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>
/// An expression as written. The position is that of the part which can fail: the operator, the name, the bracket.
/// The depth counts the levels below, so that nothing that walks the tree can run out of stack.
/// </summary>
internal abstract record ExpressionSyntax(Position Position, int Depth)
{
    internal sealed record Literal(Value Value, Position Position) : ExpressionSyntax(Position, 1);

    internal sealed record Variable(string Name, Position Position) : ExpressionSyntax(Position, 1);

    internal sealed record Attribute(ExpressionSyntax Target, string Name, Position Position) : ExpressionSyntax(Position, Over(Target));

    internal sealed record Item(ExpressionSyntax Target, ExpressionSyntax Key, Position Position)
        : ExpressionSyntax(Position, Over(Target, Key));

    internal sealed record Slice(
        ExpressionSyntax Target, ExpressionSyntax? Start, ExpressionSyntax? Stop, ExpressionSyntax? Step, Position Position)
        : ExpressionSyntax(Position, Over(Target, Start, Stop, Step));

    internal sealed record Not(ExpressionSyntax Operand, Position Position) : ExpressionSyntax(Position, Over(Operand));

    internal sealed record Negate(ExpressionSyntax Operand, Position Position) : ExpressionSyntax(Position, Over(Operand));

    internal sealed record Binary(BinaryOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right, Position Position)
        : ExpressionSyntax(Position, Over(Left, Right));

    internal sealed record Conditional(ExpressionSyntax Test, ExpressionSyntax Then, ExpressionSyntax? Else, Position Position)
        : ExpressionSyntax(Position, Over(Test, Then, Else));

    /// <summary>The input is null at the start of the chain of a <c>filter</c> or <c>set</c> block.</summary>
    internal sealed record Filter(string Name, ExpressionSyntax? Input, ArgumentSyntax[] Arguments, Position Position)
        : ExpressionSyntax(Position, Over(Arguments, Input));

    internal sealed record Condition(string Name, ExpressionSyntax Input, ArgumentSyntax[] Arguments, Position Position)
        : ExpressionSyntax(Position, Over(Arguments, Input));

    internal sealed record Call(ExpressionSyntax Target, ArgumentSyntax[] Arguments, Position Position)
        : ExpressionSyntax(Position, Over(Arguments, Target));

    internal sealed record List(ExpressionSyntax[] Items, Position Position) : ExpressionSyntax(Position, Over(Items));

    internal sealed record Map((ExpressionSyntax Key, ExpressionSyntax Value)[] Entries, Position Position)
        : ExpressionSyntax(Position, Over([.. Entries.SelectMany(static entry => new[] { entry.Key, entry.Value })]));

    private static int Over(params ReadOnlySpan<ExpressionSyntax?> parts)
    {
        var depth = 0;
        foreach (var part in parts)
        {
            depth = Math.Max(depth, part?.Depth ?? 0);
        }

        return depth + 1;
    }

    private static int Over(ArgumentSyntax[] arguments, ExpressionSyntax? part)
    {
        var depth = part?.Depth ?? 0;
        foreach (var argument in arguments)
        {
            depth = Math.Max(depth, argument.Value.Depth);
        }

        return depth + 1;
    }
}
