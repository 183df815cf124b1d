namespace TensorZero.Embedded.Schemas.Formats;

/// <summary>The templates of RFC 6570.</summary>
internal static class UriTemplates
{
    private const string Operators = "+#./;?&=,!@|";
    private const string NeverLiteral = " \"<>\\^`|}";
    private const int LongestPrefix = 4;

    public static bool IsTemplate(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var open = text.IndexOf('{');
            if (!IsLiteral(open < 0 ? text : text[..open]))
            {
                return false;
            }

            if (open < 0)
            {
                return true;
            }

            var close = text[open..].IndexOf('}');
            if (close < 0 || !IsExpression(text[(open + 1)..(open + close)]))
            {
                return false;
            }

            text = text[(open + close + 1)..];
        }

        return true;
    }

    private static bool IsLiteral(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] <= ' ' || text[i] == 127 || NeverLiteral.Contains(text[i]) || (text[i] == '%' && !IsEscape(text[i..])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsExpression(ReadOnlySpan<char> expression)
    {
        if (!expression.IsEmpty && Operators.Contains(expression[0]))
        {
            expression = expression[1..];
        }

        foreach (var range in expression.Split(','))
        {
            if (!IsVariable(expression[range]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsVariable(ReadOnlySpan<char> variable)
    {
        var colon = variable.IndexOf(':');
        if (colon >= 0)
        {
            var prefix = variable[(colon + 1)..];
            return prefix.Length is >= 1 and <= LongestPrefix && prefix[0] != '0' && !prefix.ContainsAnyExceptInRange('0', '9')
                && IsName(variable[..colon]);
        }

        return IsName(variable.EndsWith("*") ? variable[..^1] : variable);
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        var mayDot = false;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '.' && mayDot && i + 1 < name.Length)
            {
                mayDot = false;
                continue;
            }

            if (name[i] == '%' && IsEscape(name[i..]))
            {
                i += 2;
            }
            else if (!char.IsAsciiLetterOrDigit(name[i]) && name[i] != '_')
            {
                return false;
            }

            mayDot = true;
        }

        return mayDot;
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 3 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]);
}
