using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>Filters whose result auto-escaping leaves alone.</summary>
internal static class EscapeFilters
{
    public static Value Safe(in Arguments arguments)
    {
        arguments.AtMost(1);
        return Value.Safe(arguments.Text(0));
    }

    /// <summary>Escapes for the current mode, for the template's own mode when that is off, else for HTML.</summary>
    public static Value Escape(in Arguments arguments)
    {
        arguments.AtMost(1);
        var value = arguments.Input;
        if (value.IsSafe)
        {
            return value;
        }

        var context = arguments.Context;
        var mode = context.Escape != EscapeMode.None ? context.Escape : context.Template.Escape;
        context.Output.BeginCapture();
        Escaping.Write(value, mode == EscapeMode.None ? EscapeMode.Html : mode, context.Output, context.Budget);
        return Value.Safe(context.Output.EndCapture());
    }

    /// <summary>JSON that is also safe inside HTML and attributes.</summary>
    public static Value ToJson(in Arguments arguments)
    {
        var positional = arguments.WithoutKeywords(out var keywords);
        positional.AtMost(2);
        var indent = positional.Optional(1) ?? keywords.Get("indent");
        keywords.AssertAllUsed();
        var width = indent switch
        {
            null => (int?)null,
            { Kind: ValueKind.Bool } flag => flag.IsTrue ? 2 : null,
            { } size => Arguments.ToSize(size),
        };
        var output = arguments.Context.Output;
        arguments.Budget.ChargeCharacters(width ?? 0);
        output.BeginCapture();
        JsonTextWriter.Write(positional.Input, output, arguments.Budget, width is { } spaces ? new string(' ', spaces) : null);
        return Value.Safe(output.EndCapture()
            .Replace("<", "\\u003c", StringComparison.Ordinal)
            .Replace(">", "\\u003e", StringComparison.Ordinal)
            .Replace("&", "\\u0026", StringComparison.Ordinal)
            .Replace("'", "\\u0027", StringComparison.Ordinal));
    }
}
