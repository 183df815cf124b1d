using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>
/// A regular expression of ECMA-262 in Unicode mode. Runs in linear time unless it looks around, refers back or repeats so much
/// that an automaton would be too big; then its time is limited.
/// </summary>
internal sealed class Pattern
{
    private const int LongestSource = 10_000;
    private const int CharsOnStack = 256;

    private readonly Regex _regex;

    private Pattern(string source, Regex regex)
    {
        Source = source;
        _regex = regex;
    }

    public string Source { get; }

    public static bool TryCompile(
        string source, TimeSpan timeout, [NotNullWhen(true)] out Pattern? pattern, out string problem)
    {
        pattern = null;
        if (source.Length > LongestSource)
        {
            problem = $"is a regular expression longer than {LongestSource} characters";
            return false;
        }

        if (!EcmaTranslation.TryTranslate(source, out var translated, out var reason))
        {
            problem = $"is no regular expression: {reason}";
            return false;
        }

        problem = "is no regular expression";
        try
        {
            pattern = new Pattern(source, Build(translated, timeout));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public PatternOutcome Match(ReadOnlySpan<byte> utf8)
    {
        var rented = utf8.Length <= CharsOnStack ? null : ArrayPool<char>.Shared.Rent(utf8.Length);
        var chars = rented ?? stackalloc char[CharsOnStack];
        try
        {
            var length = Encoding.UTF8.GetChars(utf8, chars);
            return _regex.IsMatch(chars[..length]) ? PatternOutcome.Found : PatternOutcome.NotFound;
        }
        catch (RegexMatchTimeoutException)
        {
            return PatternOutcome.TooSlow;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    private static Regex Build(string translated, TimeSpan timeout)
    {
        try
        {
            return new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(translated, RegexOptions.CultureInvariant, timeout);
        }
    }
}
