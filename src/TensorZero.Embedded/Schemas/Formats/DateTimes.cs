namespace TensorZero.Embedded.Schemas.Formats;

/// <summary>The dates and times of RFC 3339.</summary>
internal static class DateTimes
{
    private const int DateLength = 10;

    public static bool IsDateTime(ReadOnlySpan<char> text) =>
        text.Length > DateLength && IsDate(text[..DateLength]) && text[DateLength] is 'T' or 't' && IsTime(text[(DateLength + 1)..]);

    public static bool IsDate(ReadOnlySpan<char> text) =>
        text.Length == DateLength && text[4] == '-' && text[7] == '-'
        && TryDigits(text[..4], out var year) && TryDigits(text[5..7], out var month) && TryDigits(text[8..], out var day)
        && month is >= 1 and <= 12
        && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 400 : year, month);

    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':' || !TryDigits(text[..2], out var hour)
            || !TryDigits(text[3..5], out var minute) || !TryDigits(text[6..8], out var second))
        {
            return false;
        }

        var rest = text[8..];
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0)
            {
                return false;
            }

            rest = rest[(digits + 1)..];
        }

        return hour <= 23 && minute <= 59 && TryOffset(rest, out var offset)
            && (second <= 59 || (second == 60 && IsLastMinuteOfDay(hour * 60 + minute - offset)));
    }

    // Leap seconds are inserted at the end of a day in UTC.
    private static bool IsLastMinuteOfDay(int utcMinutes) => (utcMinutes + 2 * 1440) % 1440 == 1439;

    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !TryDigits(text[1..3], out var hour) || !TryDigits(text[4..], out var minute))
        {
            return false;
        }

        minutes = (hour * 60 + minute) * (text[0] == '-' ? -1 : 1);
        return hour <= 23 && minute <= 59;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = value * 10 + (c - '0');
        }

        return true;
    }
}
