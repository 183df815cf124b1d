using System.Text;
using TensorZero.Embedded.Templates.Filters;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Conditions;

internal static class TextConditions
{
    public static Value StartingWith(in Arguments arguments)
    {
        arguments.AtMost(2);
        return Value.Of(arguments.Text(0).StartsWith(arguments.Text(1), StringComparison.Ordinal));
    }

    public static Value EndingWith(in Arguments arguments)
    {
        arguments.AtMost(2);
        return Value.Of(arguments.Text(0).EndsWith(arguments.Text(1), StringComparison.Ordinal));
    }

    public static Value Lower(in Arguments arguments)
    {
        arguments.AtMost(1);
        return Value.Of(arguments.String(0).EnumerateRunes().All(Rune.IsLower));
    }

    public static Value Upper(in Arguments arguments)
    {
        arguments.AtMost(1);
        return Value.Of(arguments.String(0).EnumerateRunes().All(Rune.IsUpper));
    }

    /// <summary>Whether a filter of this name exists.</summary>
    public static Value Filter(in Arguments arguments)
    {
        arguments.AtMost(1);
        return Value.Of(FilterTable.Find(arguments.String(0)) is not null);
    }

    /// <summary>Whether a test of this name exists.</summary>
    public static Value Test(in Arguments arguments)
    {
        arguments.AtMost(1);
        return Value.Of(ConditionTable.Find(arguments.String(0)) is not null);
    }
}
