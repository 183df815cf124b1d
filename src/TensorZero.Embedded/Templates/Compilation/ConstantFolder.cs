using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Compilation;

/// <summary>
/// Evaluates literals at load. Not only for speed: a folded <c>and</c> gives <c>false</c> where an evaluated one gives its left
/// value, and templates can see that.
/// </summary>
internal sealed class ConstantFolder
{
    private readonly Budget _budget = new(TemplateLimits.Default with { Steps = 10_000, Characters = 10_000 });
    private readonly ValueComparer _comparer;

    public ConstantFolder() => _comparer = new ValueComparer(_budget);

    public bool TryFold(ExpressionSyntax syntax, out Value value)
    {
        try
        {
            var folded = Fold(syntax);
            value = folded.GetValueOrDefault();
            return folded is not null;
        }
        catch (ValueException)
        {
            // What cannot be calculated fails when it is reached, not at load.
            value = default;
            return false;
        }
    }

    private Value? Fold(ExpressionSyntax syntax) => syntax switch
    {
        ExpressionSyntax.Literal literal => literal.Value,
        ExpressionSyntax.List list when Array.TrueForAll(list.Items, static item => item is ExpressionSyntax.Literal) =>
            ListObject.List(Array.ConvertAll(list.Items, static item => ((ExpressionSyntax.Literal)item).Value)),
        ExpressionSyntax.Map { Entries: var entries }
            when Array.TrueForAll(entries, static entry => entry is (ExpressionSyntax.Literal, ExpressionSyntax.Literal)) =>
            FoldMap(entries),
        ExpressionSyntax.Not not => Fold(not.Operand) is { } operand ? Value.Of(!operand.IsTrue) : null,
        ExpressionSyntax.Negate negate => Fold(negate.Operand) is { } operand ? Arithmetic.Negate(operand) : null,
        ExpressionSyntax.Binary binary => Fold(binary.Left) is { } left && Fold(binary.Right) is { } right
            ? Fold(binary.Operator, left, right)
            : null,
        _ => null,
    };

    private Value FoldMap((ExpressionSyntax Key, ExpressionSyntax Value)[] entries)
    {
        var map = new SortedMap(_budget);
        foreach (var (key, value) in entries)
        {
            map.Set(((ExpressionSyntax.Literal)key).Value, ((ExpressionSyntax.Literal)value).Value);
        }

        return Value.Of(map);
    }

    private Value Fold(BinaryOperator kind, in Value left, in Value right) => kind switch
    {
        BinaryOperator.And => left.IsTrue && right.IsTrue ? right : Value.False,
        BinaryOperator.Or => left.IsTrue ? left : right,
        _ => Operators.For(kind)(left, right, _budget, _comparer),
    };
}
