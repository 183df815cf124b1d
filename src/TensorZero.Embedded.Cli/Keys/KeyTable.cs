using System.Globalization;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary>Keys for people: a line each, in columns. Plain text, so that it is the same in a pipe.</summary>
internal static class KeyTable
{
    private static readonly string[] Heading = ["PUBLIC ID", "CREATED", "EXPIRES", "DISABLED", "DESCRIPTION"];

    public static string Write(IEnumerable<ApiKeyRecord> keys)
    {
        List<string[]> lines = [Heading, .. keys.Select(LineOf)];
        int[] widths = [.. Heading.Index().Select(column => lines.Max(line => line[column.Index].Length))];
        return string.Concat(lines.Select(line =>
            string.Join("  ", line.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd() + Environment.NewLine));
    }

    /// <summary>To the second, in UTC.</summary>
    public static string Show(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string[] LineOf(ApiKeyRecord key) =>
        [key.PublicId, Show(key.CreatedAt), Show(key.ExpiresAt), Show(key.DisabledAt), OneLine(key.Description ?? "")];

    /// <summary>Text that somebody wrote must not move the cursor or begin a line that looks like another key.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
