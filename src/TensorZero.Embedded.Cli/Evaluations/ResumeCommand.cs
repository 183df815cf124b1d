using System.CommandLine;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary>The command line that goes on with an evaluation that was cut short.</summary>
internal static class ResumeCommand
{
    private const string Resume = "--resume";

    /// <param name="parsed">The command line of before.</param>
    /// <param name="id">The evaluation.</param>
    public static string Of(ParseResult parsed, Guid id)
    {
        var words = parsed.Tokens.Select(static token => token.Value).ToList();
        if (words.IndexOf(Resume) is >= 0 and var before)
        {
            words.RemoveRange(before, 2);
        }

        return string.Join(' ', ["tensorzero", .. words.Select(Quote), Resume, id.ToString()]);
    }

    /// <summary>As shells take it; a database's password is left to whoever knows it.</summary>
    private static string Quote(string word) =>
        Uri.TryCreate(word, UriKind.Absolute, out var url) && url.UserInfo.Length > 0 ? $"{url.Scheme}://…@{url.Authority}{url.AbsolutePath}"
        : word.All(static letter => char.IsAsciiLetterOrDigit(letter) || "-_./=,:+@%".Contains(letter)) ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
