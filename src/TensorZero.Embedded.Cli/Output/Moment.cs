using System.CommandLine.Parsing;
using System.Globalization;

namespace TensorZero.Embedded.Cli.Output;

/// <summary>Times as commands show and take them.</summary>
internal static class Moment
{
    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>To the second, in UTC; nothing for null.</summary>
    public static string Show(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Reads an option's time and complains when it is none.</summary>
    public static DateTimeOffset? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (DateTimeOffset.TryParseExact(text, Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        argument.AddError($"`{text}` is no time of RFC 3339; write it like 2030-01-31T12:00:00Z or 2030-01-31T12:00:00+02:00.");
        return null;
    }
}
