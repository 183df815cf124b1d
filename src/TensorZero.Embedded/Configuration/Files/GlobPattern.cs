using System.Text;
using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Configuration.Files;

/// <summary>
/// A pattern of file names: <c>*</c> and <c>?</c> stay within a folder, <c>**</c> goes through any number of them, <c>[abc]</c> and
/// <c>{a,b}</c> choose. Folders are searched from the longest part without such signs on.
/// </summary>
internal sealed class GlobPattern
{
    private static readonly char[] Signs = ['*', '?', '[', '{'];

    private readonly Regex _regex;

    public GlobPattern(string pattern)
    {
        var normalized = Path.DirectorySeparatorChar == '\\' ? pattern.Replace('\\', '/') : pattern;
        var sign = normalized.IndexOfAny(Signs);
        IsLiteral = sign < 0;
        var slash = IsLiteral ? normalized.LastIndexOf('/') : normalized.LastIndexOf('/', sign);
        BaseDirectory = slash < 0 ? "." : slash == 0 ? "/" : normalized[..slash];
        Prefix = normalized[..(slash + 1)];
        _regex = new Regex(ToRegex(normalized[(slash + 1)..]), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    public string BaseDirectory { get; }

    /// <summary>What stands before each matching relative path to give the name for messages.</summary>
    public string Prefix { get; }

    public bool IsLiteral { get; }

    /// <summary>Whether a path below <see cref="BaseDirectory"/>, with '/' between its parts, fits.</summary>
    public bool Matches(string relativePath) => _regex.IsMatch(relativePath);

    private static string ToRegex(string glob)
    {
        var regex = new StringBuilder("^");
        var depth = 0;
        for (var i = 0; i < glob.Length; i++)
        {
            switch (glob[i])
            {
                case '*' when At(glob, i, "**/"):
                    regex.Append("(?:.*/)?");
                    i += 2;
                    break;
                case '*' when At(glob, i, "**"):
                    regex.Append(".*");
                    i++;
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when glob.IndexOf(']', i + 1) is var end and > 0:
                    var set = glob[(i + 1)..end];
                    var body = set.TrimStart('!', '^').Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
                    regex.Append('[').Append(set[..1] is "!" or "^" ? "^" : "").Append(body).Append(']');
                    i = end;
                    break;
                case '{':
                    depth++;
                    regex.Append("(?:");
                    break;
                case '}' when depth > 0:
                    depth--;
                    regex.Append(')');
                    break;
                case ',' when depth > 0:
                    regex.Append('|');
                    break;
                default:
                    regex.Append(Regex.Escape(glob[i].ToString()));
                    break;
            }
        }

        return regex.Append(')', depth).Append('$').ToString();
    }

    private static bool At(string text, int index, string part) => string.CompareOrdinal(text, index, part, 0, part.Length) == 0;
}
