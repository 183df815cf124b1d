using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>The order that sorting filters use: texts without regard to ASCII case unless asked.</summary>
internal sealed class ValueOrder(RenderContext context, bool isCaseSensitive, bool isReversed = false) : IComparer<Value>
{
    public int Compare(Value x, Value y)
    {
        context.Budget.ChargeStep();
        int order;
        if (!isCaseSensitive && x.TryGetText(out var left) && y.TryGetText(out var right))
        {
            order = TextOrder.Compare(ToAsciiLower(left), ToAsciiLower(right));
        }
        else
        {
            order = context.Comparer.Compare(x, y);
        }

        return isReversed ? -order : order;
    }

    private static string ToAsciiLower(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        }
    });
}
