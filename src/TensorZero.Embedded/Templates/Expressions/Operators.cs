using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>The binary operators by the kind the parser gives them.</summary>
internal static class Operators
{
    public static Operation For(BinaryOperator kind) => kind switch
    {
        BinaryOperator.Add => static (in a, in b, budget, _) => Arithmetic.Add(a, b, budget),
        BinaryOperator.Subtract => static (in a, in b, budget, _) => Arithmetic.Subtract(a, b, budget),
        BinaryOperator.Multiply => static (in a, in b, budget, _) => Arithmetic.Multiply(a, b, budget),
        BinaryOperator.Divide => static (in a, in b, budget, _) => Arithmetic.Divide(a, b, budget),
        BinaryOperator.FloorDivide => static (in a, in b, budget, _) => Arithmetic.FloorDivide(a, b, budget),
        BinaryOperator.Remainder => static (in a, in b, budget, _) => Arithmetic.Remainder(a, b, budget),
        BinaryOperator.Power => static (in a, in b, budget, _) => Arithmetic.Power(a, b, budget),
        BinaryOperator.Equal => static (in a, in b, _, comparer) => Value.Of(AreEqual(a, b, comparer)),
        BinaryOperator.NotEqual => static (in a, in b, _, comparer) => Value.Of(!AreEqual(a, b, comparer)),
        BinaryOperator.Less => static (in a, in b, _, comparer) => Value.Of(Compare(a, b, comparer) < 0),
        BinaryOperator.LessOrEqual => static (in a, in b, _, comparer) => Value.Of(Compare(a, b, comparer) <= 0),
        BinaryOperator.Greater => static (in a, in b, _, comparer) => Value.Of(Compare(a, b, comparer) > 0),
        BinaryOperator.GreaterOrEqual => static (in a, in b, _, comparer) => Value.Of(Compare(a, b, comparer) >= 0),
        BinaryOperator.Concatenate => Concatenate,
        BinaryOperator.In => Contains,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static bool AreEqual(in Value a, in Value b, ValueComparer comparer)
    {
        RequireDefined(a, b);
        return comparer.AreEqual(a, b);
    }

    private static int Compare(in Value a, in Value b, ValueComparer comparer)
    {
        RequireDefined(a, b);
        return comparer.Compare(a, b);
    }

    private static Value Concatenate(in Value a, in Value b, Budget budget, ValueComparer comparer)
    {
        RequireDefined(a, b);
        var (left, right) = (ValueText.Of(a, budget), ValueText.Of(b, budget));
        budget.ChargeCharacters(left.Length + right.Length);
        return Value.Of(string.Concat(left, right));
    }

    private static Value Contains(in Value a, in Value b, Budget budget, ValueComparer comparer)
    {
        RequireDefined(a, b);
        return Value.Of(Access.Contains(b, a, budget));
    }

    private static void RequireDefined(in Value a, in Value b)
    {
        if (a.IsStrictUndefined || b.IsStrictUndefined)
        {
            throw ValueException.UndefinedValue();
        }
    }
}
