using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>
/// Keeps a request's secrets out of the file, however JSON or an address writes them: <c>\/</c>, <c>\u002f</c> and <c>%2F</c> are all a slash.
/// A key too short to be one is left alone, because that of a stand-in may be a word.
/// </summary>
internal sealed class WrittenSecrets
{
    private const string Mask = "***";

    private readonly List<Regex> _secrets;

    public WrittenSecrets(ProviderHttpRequest request) => _secrets = [.. new SecretMask(request).Secrets
        .Where(static secret => secret.Length >= SecretMask.ShortestSecret)
        .Select(static secret => new Regex(PatternOf(Encoding.UTF8.GetString(secret.Span)), RegexOptions.CultureInvariant))];

    public string Hide(string text)
    {
        foreach (var secret in _secrets)
        {
            text = secret.Replace(text, Mask);
        }

        return text;
    }

    private static string PatternOf(string secret)
    {
        var pattern = new StringBuilder();
        foreach (var letter in secret)
        {
            var (itself, code) = (Regex.Escape(letter.ToString()), (int)letter);
            pattern.Append(CultureInfo.InvariantCulture, $@"(?:\\?{itself}|\\u(?i:{code:x4})|%(?i:{code:x2}))");
        }

        return pattern.ToString();
    }
}
