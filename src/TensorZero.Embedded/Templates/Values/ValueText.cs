using System.Globalization;
using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>How a value prints on its own: texts as they are, undefined as nothing, containers as literals.</summary>
internal static class ValueText
{
    public static string Of(in Value value, Budget budget)
    {
        if (value.TryGetText(out var text))
        {
            return text;
        }

        using var buffer = new OutputBuffer(budget);
        Write(value, buffer, budget);
        text = buffer.ToString();
        budget.ChargeCharacters(text.Length);
        return text;
    }

    public static void Write(in Value value, OutputBuffer output, Budget budget)
    {
        switch (value.Form)
        {
            case ValueForm.JsonText:
                output.TryWrite(value.AsJson);
                break;
            case ValueForm.Text or ValueForm.SafeText:
                value.TryGetText(out var text);
                output.Write(text);
                break;
            case ValueForm.Integer:
                output.Write(value.AsInteger);
                break;
            case ValueForm.Undefined or ValueForm.SilentUndefined:
                break;
            case ValueForm.Float:
                output.Write(FloatText.Plain(value.AsFloat));
                break;
            case ValueForm.Object or ValueForm.JsonObject:
                ValueLiteral.Write(value, output, budget, isIndented: false);
                break;
            default:
                output.Write(Scalar(value));
                break;
        }
    }

    /// <summary>None, booleans and integers wider than 64 bits.</summary>
    public static string Scalar(in Value value) => value.Form switch
    {
        ValueForm.None => "none",
        ValueForm.Bool => value.AsBool ? "true" : "false",
        ValueForm.Wide => ((Int128)value.AsWide).ToString(CultureInfo.InvariantCulture),
        ValueForm.Unsigned => ((UInt128)value.AsWide).ToString(CultureInfo.InvariantCulture),
        _ => "undefined",
    };
}
