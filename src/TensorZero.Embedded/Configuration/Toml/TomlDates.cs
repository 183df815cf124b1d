using System.Globalization;

namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>Reads the four kinds of dates and times into checked text ("T" between date and time, "Z" in upper case).</summary>
internal static class TomlDates
{
    /// <summary>Null when the text does not begin like a date or a time.</summary>
    public static ScalarNode? TryRead(string text, SourcePosition position)
    {
        var hasDate = text.Length >= 5 && AreDigits(text, 0, 4) && text[4] == '-';
        if (!hasDate && !(text.Length >= 3 && AreDigits(text, 0, 2) && text[2] == ':'))
        {
            return null;
        }

        var at = 0;
        var valid = !hasDate || IsDate(text, ref at);
        if (!valid)
        {
            throw Invalid(text, position);
        }

        if (hasDate && at == text.Length)
        {
            return ScalarNode.DateOrTime(ScalarKind.LocalDate, text, position);
        }

        if (hasDate && text[at++] is not ('T' or 't' or ' '))
        {
            throw Invalid(text, position);
        }

        if (!IsTime(text, ref at))
        {
            throw Invalid(text, position);
        }

        if (at == text.Length)
        {
            return hasDate
                ? ScalarNode.DateOrTime(ScalarKind.LocalDateTime, Normalize(text), position)
                : ScalarNode.DateOrTime(ScalarKind.LocalTime, text, position);
        }

        return hasDate && IsOffset(text, at)
            ? ScalarNode.DateOrTime(ScalarKind.OffsetDateTime, Normalize(text), position)
            : throw Invalid(text, position);
    }

    private static bool IsDate(string text, ref int at)
    {
        if (text.Length < 10 || !AreDigits(text, 5, 2) || text[7] != '-' || !AreDigits(text, 8, 2))
        {
            return false;
        }

        at = 10;
        var (year, month, day) = (Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2));
        // The platform knows no year 0; it was a leap year, like 2000.
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 2000 : year, month);
    }

    private static bool IsTime(string text, ref int at)
    {
        var start = at;
        if (text.Length < start + 8 || !AreDigits(text, start, 2) || text[start + 2] != ':' || !AreDigits(text, start + 3, 2)
            || text[start + 5] != ':' || !AreDigits(text, start + 6, 2))
        {
            return false;
        }

        at = start + 8;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            if (at == fraction)
            {
                return false;
            }
        }

        // RFC 3339 knows the leap second 60.
        return Number(text, start, 2) <= 23 && Number(text, start + 3, 2) <= 59 && Number(text, start + 6, 2) <= 60;
    }

    private static bool IsOffset(string text, int at)
    {
        if (text[at] is 'Z' or 'z')
        {
            return text.Length == at + 1;
        }

        return text[at] is '+' or '-' && text.Length == at + 6 && AreDigits(text, at + 1, 2) && text[at + 3] == ':' && AreDigits(text, at + 4, 2)
            && Number(text, at + 1, 2) <= 23 && Number(text, at + 4, 2) <= 59;
    }

    private static string Normalize(string text) => text.Replace(' ', 'T').Replace('t', 'T').Replace('z', 'Z');

    private static int Number(string text, int start, int length) =>
        int.Parse(text.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool AreDigits(string text, int start, int length) => !text.AsSpan(start, length).ContainsAnyExceptInRange('0', '9');

    private static TomlSyntaxException Invalid(string text, SourcePosition position) =>
        new(position, $"expected a date or time such as 1979-05-27, 07:32:00 or 1979-05-27T07:32:00Z");
}
