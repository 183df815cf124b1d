using System.Globalization;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>Writes values as JSON with the spacing, escapes and number forms that the original's serializer has.</summary>
internal static class JsonTextWriter
{
    /// <summary>With an <paramref name="indent"/> one item a line; without, no space at all.</summary>
    public static void Write(in Value value, OutputBuffer output, Budget budget, string? indent = null) =>
        Write(value, output, budget, indent, 0);

    private static void Write(in Value value, OutputBuffer output, Budget budget, string? indent, int depth)
    {
        switch (value.Form)
        {
            case ValueForm.Integer:
                output.Write(value.AsInteger);
                break;
            case ValueForm.Float:
                output.Write(FloatText.Json(value.AsFloat));
                break;
            case ValueForm.Text or ValueForm.SafeText or ValueForm.JsonText:
                value.TryGetText(out var text);
                WriteText(text, output);
                break;
            case ValueForm.Object or ValueForm.JsonObject:
                WriteObject(value.Object!, output, budget, indent, depth);
                break;
            case ValueForm.None or ValueForm.Undefined or ValueForm.SilentUndefined:
                output.Write("null");
                break;
            default:
                output.Write(ValueText.Scalar(value));
                break;
        }
    }

    private static void WriteObject(TemplateObject container, OutputBuffer output, Budget budget, string? indent, int depth)
    {
        Budget.EnsureStack();
        if (container.Kind == ValueKind.Plain)
        {
            WriteText(container.Text ?? string.Empty, output);
            return;
        }

        var isMap = container.Kind == ValueKind.Map;
        var items = container.Items(budget) ?? [];
        budget.ChargeSteps(items.Length + 1);
        output.Write(isMap ? '{' : '[');
        for (var i = 0; i < items.Length; i++)
        {
            output.Write(i == 0 ? string.Empty : ",");
            WriteNewLine(output, indent, depth + 1);
            if (isMap)
            {
                container.TryGet(items[i], budget, out var item);
                WriteKey(items[i], output);
                output.Write(indent is null ? ":" : ": ");
                Write(item, output, budget, indent, depth + 1);
            }
            else
            {
                Write(items[i], output, budget, indent, depth + 1);
            }
        }

        if (items.Length > 0)
        {
            WriteNewLine(output, indent, depth);
        }

        output.Write(isMap ? '}' : ']');
    }

    private static void WriteKey(in Value key, OutputBuffer output)
    {
        if (key.TryGetText(out var name))
        {
            WriteText(name, output);
        }
        else if (key.Kind is ValueKind.Number or ValueKind.Bool && (key.Form != ValueForm.Float || double.IsFinite(key.AsFloat)))
        {
            output.Write('"');
            output.Write(key.Form switch
            {
                ValueForm.Float => FloatText.Json(key.AsFloat),
                ValueForm.Integer => key.AsInteger.ToString(CultureInfo.InvariantCulture),
                _ => ValueText.Scalar(key),
            });
            output.Write('"');
        }
        else
        {
            throw new ValueException("cannot serialize to JSON: a key of a map is not a string");
        }
    }

    private static void WriteText(string text, OutputBuffer output)
    {
        output.Write('"');
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (unit >= ' ' && unit != '"' && unit != '\\')
            {
                continue;
            }

            output.Write(text.AsSpan(start, i - start));
            output.Write(unit switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
            });
            start = i + 1;
        }

        output.Write(text.AsSpan(start));
        output.Write('"');
    }

    private static void WriteNewLine(OutputBuffer output, string? indent, int depth)
    {
        if (indent is null)
        {
            return;
        }

        output.Write('\n');
        for (var i = 0; i < depth; i++)
        {
            output.Write(indent);
        }
    }
}
