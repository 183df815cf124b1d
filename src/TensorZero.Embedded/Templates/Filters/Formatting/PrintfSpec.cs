namespace TensorZero.Embedded.Templates.Filters.Formatting;

/// <summary>One conversion of a printf-style format, such as <c>%-8.2f</c>. A null precision or width was not given.</summary>
internal readonly record struct PrintfSpec(
    string? Key, bool IsLeft, string PositiveSign, bool IsAlternate, bool IsZeroPadded, int? Width, int? Precision, char Type)
{
    private const string Types = "dioxXeEfFgGcs";

    /// <summary>Reads what follows the <c>%</c> at <paramref name="offset"/> and moves behind it.</summary>
    public static PrintfSpec Read(string format, ref int offset)
    {
        var start = offset++;
        string? key = null;
        if (At(format, offset) == '(')
        {
            var end = format.IndexOf(')', offset);
            key = end < 0 ? throw Error($"incomplete format key at offset {offset + 1}; missing closing ')'") : format[(offset + 1)..end];
            offset = end + 1;
        }

        var flagsStart = offset;
        while (At(format, offset) is '#' or '0' or '-' or ' ' or '+')
        {
            offset++;
        }

        var flags = format[flagsStart..offset];
        var width = ReadNumber(format, ref offset);
        int? precision = null;
        if (At(format, offset) == '.')
        {
            offset++;
            precision = ReadNumber(format, ref offset);
        }

        // C's length modifiers are accepted and mean nothing.
        offset += At(format, offset) is 'h' or 'l' or 'L' ? 1 : 0;
        var type = At(format, offset++);
        if (!Types.Contains(type, StringComparison.Ordinal))
        {
            throw Error(type == '\0'
                ? $"incomplete format spec at offset {start}; missing conversion type"
                : $"invalid conversion type in format spec at offset {offset - 1}");
        }

        var isLeft = flags.Contains('-', StringComparison.Ordinal);
        var sign = flags.Contains('+', StringComparison.Ordinal) ? "+" : flags.Contains(' ', StringComparison.Ordinal) ? " " : string.Empty;
        var isZeroPadded = flags.Contains('0', StringComparison.Ordinal) && !isLeft && width is not null;
        return new PrintfSpec(key, isLeft, sign, flags.Contains('#', StringComparison.Ordinal), isZeroPadded, width, precision, type);
    }

    private static Values.ValueException Error(string message) => new(message);

    private static char At(string format, int offset) => offset < format.Length ? format[offset] : '\0';

    private static int? ReadNumber(string format, ref int offset)
    {
        var start = offset;
        while (char.IsAsciiDigit(At(format, offset)))
        {
            offset++;
        }

        return start == offset
            ? null
            : int.TryParse(format.AsSpan(start, offset - start), out var number)
                ? number
                : throw Error($"invalid integer in the format string at offset {start}");
    }
}
