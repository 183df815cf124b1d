namespace TensorZero.Embedded.Schemas.Formats;

/// <summary>The grammar of RFC 3986, and of RFC 3987 where international.</summary>
internal static class Uris
{
    private const string Unreserved = "-._~";
    private const string SubDelimiters = "!$&'()*+,;=";

    public static bool IsUri(ReadOnlySpan<char> text, bool isInternational) =>
        TrySplitScheme(text, out var rest) && IsRest(rest, isInternational, mayStartWithColonSegment: true);

    public static bool IsReference(ReadOnlySpan<char> text, bool isInternational) =>
        IsUri(text, isInternational) || IsRest(text, isInternational, mayStartWithColonSegment: false);

    private static bool TrySplitScheme(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        var colon = text.IndexOf(':');
        rest = colon < 0 ? default : text[(colon + 1)..];
        if (colon <= 0 || !char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (var c in text[..colon])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRest(ReadOnlySpan<char> text, bool isInternational, bool mayStartWithColonSegment)
    {
        var fragment = text.IndexOf('#');
        if (fragment >= 0 && !IsText(text[(fragment + 1)..], ":@/?", isInternational))
        {
            return false;
        }

        text = fragment < 0 ? text : text[..fragment];
        var query = text.IndexOf('?');
        if (query >= 0 && !IsText(text[(query + 1)..], ":@/?", isInternational, mayBePrivate: true))
        {
            return false;
        }

        text = query < 0 ? text : text[..query];
        if (text.StartsWith("//"))
        {
            var path = text[2..].IndexOf('/');
            var authority = path < 0 ? text[2..] : text[2..(path + 2)];
            return IsAuthority(authority, isInternational) && (path < 0 || IsText(text[(path + 2)..], ":@/", isInternational));
        }

        var segment = text.IndexOf('/');
        return IsText(text, ":@/", isInternational)
            && (mayStartWithColonSegment || !(segment < 0 ? text : text[..segment]).Contains(':'));
    }

    private static bool IsAuthority(ReadOnlySpan<char> authority, bool isInternational)
    {
        var at = authority.LastIndexOf('@');
        if (at >= 0 && !IsText(authority[..at], ":", isInternational))
        {
            return false;
        }

        var host = authority[(at + 1)..];
        var port = host.LastIndexOf(':');
        if (host.StartsWith("["))
        {
            var end = host.IndexOf(']');
            return end > 0 && IsLiteral(host[1..end]) && (end + 1 == host.Length || (host[end + 1] == ':' && IsPort(host[(end + 2)..])));
        }

        return IsText(port < 0 ? host : host[..port], "", isInternational) && (port < 0 || IsPort(host[(port + 1)..]));
    }

    private static bool IsPort(ReadOnlySpan<char> port) => !port.ContainsAnyExceptInRange('0', '9');

    private static bool IsLiteral(ReadOnlySpan<char> literal)
    {
        var dot = literal.IndexOf('.');
        return literal.StartsWith("v", StringComparison.OrdinalIgnoreCase)
            ? dot > 1 && dot + 1 < literal.Length && IsText(literal[(dot + 1)..], ":", isInternational: false)
            : IpAddresses.IsIpv6(literal);
    }

    /// <summary>Whether the text has only characters that need no escape, the given ones, and well-formed escapes.</summary>
    private static bool IsText(ReadOnlySpan<char> text, ReadOnlySpan<char> others, bool isInternational, bool mayBePrivate = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return false;
                }

                i += 2;
            }
            else if (!char.IsAsciiLetterOrDigit(c) && !Unreserved.Contains(c) && !SubDelimiters.Contains(c) && !others.Contains(c)
                && !(isInternational && IsInternational(c, mayBePrivate)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInternational(char c, bool mayBePrivate) =>
        char.IsSurrogate(c) || c is >= '\u00A0' and <= '\uD7FF' or >= '\uF900' and <= '\uFDCF' or >= '\uFDF0' and <= '\uFFEF'
        || (mayBePrivate && c is >= '\uE000' and <= '\uF8FF');
}
