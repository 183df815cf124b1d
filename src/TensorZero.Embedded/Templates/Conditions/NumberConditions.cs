using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Conditions;

internal static class NumberConditions
{
    public static bool IsDivisible(in Value value, in Value divisor)
    {
        if (value.Form == ValueForm.Float || divisor.Form == ValueForm.Float)
        {
            return value.TryGetFloat(out var x) && divisor.TryGetFloat(out var y) && x % y == 0;
        }

        if (!value.TryGetInteger(out var a) || !divisor.TryGetInteger(out var b))
        {
            return false;
        }

        return b == 0 ? throw new ValueException("division by zero") : b == -1 || a % b == 0;
    }
}
