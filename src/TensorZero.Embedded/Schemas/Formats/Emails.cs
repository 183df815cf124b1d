namespace TensorZero.Embedded.Schemas.Formats;

/// <summary>The mailboxes of RFC 5321, and of RFC 6531 where international.</summary>
internal static class Emails
{
    private const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";

    public static bool IsEmail(ReadOnlySpan<char> text, bool isInternational)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && IsLocalPart(text[..at], isInternational) && IsDomain(text[(at + 1)..], isInternational);
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local, bool isInternational)
    {
        if (local.Length >= 2 && local[0] == '"' && local[^1] == '"')
        {
            return IsQuoted(local[1..^1], isInternational);
        }

        foreach (var atom in local.Split('.'))
        {
            if (local[atom].IsEmpty)
            {
                return false;
            }

            foreach (var c in local[atom])
            {
                if (!char.IsAsciiLetterOrDigit(c) && !AtomSymbols.Contains(c) && !(isInternational && c > 127))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<char> text, bool isInternational)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && ++i == text.Length)
            {
                return false;
            }

            if (c == '"' || c < ' ' || c == 127 || (c > 127 && !isInternational))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain, bool isInternational)
    {
        if (!domain.StartsWith("[") || !domain.EndsWith("]"))
        {
            return Hostnames.IsHostname(domain, isInternational);
        }

        var literal = domain[1..^1];
        return literal.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase)
            ? IpAddresses.IsIpv6(literal["IPv6:".Length..])
            : IpAddresses.IsIpv4(literal);
    }
}
