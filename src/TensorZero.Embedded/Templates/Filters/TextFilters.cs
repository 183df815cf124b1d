using System.Text;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

internal static class TextFilters
{
    public static Value Upper(in Arguments arguments)
    {
        arguments.AtMost(1);
        return Produce(LetterCase.ToUpper(arguments.Text(0)), arguments);
    }

    public static Value Lower(in Arguments arguments)
    {
        arguments.AtMost(1);
        return Produce(LetterCase.ToLower(arguments.Text(0)), arguments);
    }

    /// <summary>Capitalizes after every space and punctuation mark.</summary>
    public static Value Title(in Arguments arguments)
    {
        arguments.AtMost(1);
        var text = arguments.Text(0);
        var result = new StringBuilder(text.Length);
        var startsWord = true;
        foreach (var rune in text.EnumerateRunes())
        {
            var isPunctuation = rune.Value is > ' ' and < 0x7F && !char.IsAsciiLetterOrDigit((char)rune.Value);
            var separates = isPunctuation || Rune.IsWhiteSpace(rune);
            result.Append(separates ? rune.ToString() : startsWord ? LetterCase.ToUpper(rune) : LetterCase.ToLower(rune));
            startsWord = separates;
        }

        return Produce(result.ToString(), arguments);
    }

    public static Value Capitalize(in Arguments arguments)
    {
        arguments.AtMost(1);
        var text = arguments.Text(0);
        if (text.Length == 0)
        {
            return Value.EmptyText;
        }

        Rune.DecodeFromUtf16(text, out var first, out var length);
        return Produce(LetterCase.ToUpper(first) + LetterCase.ToLower(text[length..]), arguments);
    }

    public static Value Replace(in Arguments arguments)
    {
        arguments.AtMost(3);
        var (text, from, to) = (arguments.Text(0), arguments.Text(1), arguments.Text(2));
        if (from.Length > 0)
        {
            // A short pattern with a long replacement must not grow without bound before it is counted.
            arguments.Budget.ChargeCharacters(Math.Max(0, (long)(text.Length / from.Length) * (to.Length - from.Length)));
            return Produce(text.Replace(from, to, StringComparison.Ordinal), arguments);
        }

        arguments.Budget.ChargeCharacters((long)(text.Length + 1) * to.Length);
        var result = new StringBuilder(to);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.ToString()).Append(to);
        }

        return Produce(result.ToString(), arguments);
    }

    public static Value Trim(in Arguments arguments)
    {
        arguments.AtMost(2);
        var text = arguments.Text(0);
        if (arguments.OptionalText(1) is not { } characters)
        {
            return Produce(text.Trim(), arguments);
        }

        var trimmed = new HashSet<Rune>(characters.EnumerateRunes());
        var (start, end) = (0, text.Length);
        while (Rune.DecodeFromUtf16(text.AsSpan(start), out var first, out var length) == 0 && trimmed.Contains(first))
        {
            start += length;
        }

        while (Rune.DecodeLastFromUtf16(text.AsSpan(start, end - start), out var last, out var length) == 0 && trimmed.Contains(last))
        {
            end -= length;
        }

        return Produce(text[start..end], arguments);
    }

    public static Value Split(in Arguments arguments)
    {
        arguments.AtMost(3);
        var text = arguments.String(0);
        var separator = arguments.OptionalString(1);
        var maximum = arguments.OptionalInteger(2) is { } splits && splits >= 0
            ? (int)Int128.Min(splits, int.MaxValue - 1) + 1
            : int.MaxValue;
        var parts = separator is null ? TextSplitting.ByWhiteSpace(text, maximum) : TextSplitting.By(text, separator, maximum);
        arguments.Budget.ChargeSteps(parts.Count);
        return ListObject.UnsizedIterator([.. parts.Select(static part => Value.Of(part))]);
    }

    public static Value Lines(in Arguments arguments)
    {
        arguments.AtMost(1);
        var text = arguments.String(0);
        var lines = text.Split('\n');
        var count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        arguments.Budget.ChargeSteps(count);
        var values = new Value[count];
        for (var i = 0; i < count; i++)
        {
            var hasBreak = i < lines.Length - 1;
            values[i] = Value.Of(hasBreak && lines[i].EndsWith('\r') ? lines[i][..^1] : lines[i]);
        }

        return ListObject.List(values);
    }

    public static Value Indent(in Arguments arguments)
    {
        var positional = arguments.WithoutKeywords(out var keywords);
        positional.AtMost(4);
        var width = positional.OptionalSize(1) ?? (keywords.Get("width") is { } given ? Arguments.ToSize(given) : 4);
        var first = positional.OptionalBool(2) ?? keywords.GetBool("first");
        var blank = positional.OptionalBool(3) ?? keywords.GetBool("blank");
        keywords.AssertAllUsed();
        var lines = WithoutLineBreak(positional.Text(0)).Split('\n');
        arguments.Budget.ChargeCharacters((long)width * lines.Length);
        var indent = new string(' ', width);
        var result = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            var isIndented = i == 0 && !first ? false : lines[i].Length > 0 || blank;
            result.Append(isIndented ? indent : string.Empty).Append(lines[i]).Append('\n');
        }

        return Produce(WithoutLineBreak(result.ToString()), arguments);
    }

    public static Value String(in Arguments arguments)
    {
        arguments.AtMost(1);
        return arguments.Input.IsString ? arguments.Input : Produce(arguments.Text(0), arguments);
    }

    public static Value PrettyPrint(in Arguments arguments)
    {
        arguments.AtMost(1);
        var output = arguments.Context.Output;
        output.BeginCapture();
        ValueLiteral.Write(arguments.Input, output, arguments.Budget, isIndented: true);
        return Value.Of(output.EndCapture());
    }

    private static Value Produce(string text, in Arguments arguments)
    {
        arguments.Budget.ChargeCharacters(text.Length);
        return Value.Of(text);
    }

    private static string WithoutLineBreak(string text)
    {
        text = text.EndsWith('\n') ? text[..^1] : text;
        return text.EndsWith('\r') ? text[..^1] : text;
    }
}
