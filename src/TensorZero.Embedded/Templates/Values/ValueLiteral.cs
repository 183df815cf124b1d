using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>Writes values as literals, the way they print inside lists and maps: <c>["a", 1.0, none]</c>.</summary>
internal static class ValueLiteral
{
    /// <summary>With <paramref name="isIndented"/>, one item a line: the <c>pprint</c> form.</summary>
    public static void Write(in Value value, OutputBuffer output, Budget budget, bool isIndented) =>
        Write(value, output, budget, isIndented ? 0 : -1);

    private static void Write(in Value value, OutputBuffer output, Budget budget, int depth)
    {
        if (value.TryGetText(out var text))
        {
            QuotedText.Write(text, output);
        }
        else if (value.Form == ValueForm.Integer)
        {
            output.Write(value.AsInteger);
        }
        else if (value.Form == ValueForm.Float)
        {
            output.Write(FloatText.InContainer(value.AsFloat));
        }
        else if (value.Object is { } container)
        {
            WriteObject(container, output, budget, depth);
        }
        else
        {
            output.Write(ValueText.Scalar(value));
        }
    }

    private static void WriteObject(TemplateObject container, OutputBuffer output, Budget budget, int depth)
    {
        Budget.EnsureStack();
        if (container.Text is { } text)
        {
            output.Write(text);
            return;
        }

        var items = container.Items(budget) ?? [];
        var isMap = container.Kind == ValueKind.Map;
        var inner = depth < 0 ? depth : depth + 1;
        budget.ChargeSteps(items.Length + 1);
        output.Write(isMap ? '{' : '[');
        for (var i = 0; i < items.Length; i++)
        {
            if (depth < 0)
            {
                output.Write(i == 0 ? string.Empty : ", ");
            }
            else
            {
                WriteNewLine(output, inner);
            }

            Write(items[i], output, budget, inner);
            if (isMap)
            {
                container.TryGet(items[i], budget, out var item);
                output.Write(": ");
                Write(item, output, budget, inner);
            }

            output.Write(depth < 0 ? string.Empty : ",");
        }

        if (depth >= 0 && items.Length > 0)
        {
            WriteNewLine(output, depth);
        }

        output.Write(isMap ? '}' : ']');
    }

    private static void WriteNewLine(OutputBuffer output, int depth)
    {
        output.Write('\n');
        for (var i = 0; i < depth; i++)
        {
            output.Write("    ");
        }
    }
}
