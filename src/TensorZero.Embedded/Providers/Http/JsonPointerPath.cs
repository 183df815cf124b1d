using System.Globalization;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>A JSON pointer (RFC 6901) taken apart, with the narrower rules of <c>extra_body</c>.</summary>
internal static class JsonPointerPath
{
    /// <summary>The tokens with <c>~1</c> and <c>~0</c> undone, or why the pointer is none.</summary>
    public static (string[]? Path, string? Error) Parse(string pointer)
    {
        if (pointer.Length == 0)
        {
            return (null, "a pointer cannot be empty");
        }

        if (pointer[0] != '/')
        {
            return (null, "a pointer must start with '/'");
        }

        if (pointer[^1] == '/')
        {
            return (null, "a pointer cannot end with '/'");
        }

        var path = pointer[1..].Split('/');
        for (var depth = 0; depth < path.Length; depth++)
        {
            if (path[depth].Contains('~'))
            {
                path[depth] = path[depth].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            }
        }

        return (path, null);
    }

    /// <summary>An array index: decimal digits without a leading zero; null for anything else.</summary>
    public static int? ParseIndex(string token) =>
        (token.Length == 1 || !token.StartsWith('0'))
        && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
