using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>
/// A regular expression of ECMA-262 in Unicode mode. Backtracking is the faster engine until it meets a text that it takes long
/// for; from then on the pattern runs in linear time, or, where no automaton can do it, within the time allowed.
/// </summary>
internal sealed class Pattern
{
    private const int LongestSource = 10_000;

    // Building an automaton grows faster than the pattern: beyond this it may take longer than any search that it saves.
    private const int LongestAutomaton = 1_000;
    private const int CharsOnStack = 256;

    private static readonly TimeSpan FirstTry = TimeSpan.FromMilliseconds(10);

    private readonly string _translated;
    private readonly TimeSpan _timeout;
    private readonly Lazy<Regex> _bounded;
    private readonly Regex _fast;

    /// <exception cref="ArgumentException">It is no regular expression of .NET.</exception>
    private Pattern(string source, string translated, TimeSpan timeout)
    {
        Source = source;
        _translated = translated;
        _timeout = timeout;
        _fast = new Regex(translated, RegexOptions.CultureInvariant, timeout < FirstTry ? timeout : FirstTry);
        _bounded = new Lazy<Regex>(BuildBounded);
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
            pattern = new Pattern(source, translated, timeout);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether a text is a regular expression of ECMA-262, and so without the one extension that patterns may use.</summary>
    public static bool IsValid(ReadOnlySpan<char> source) =>
        !source.StartsWith(EcmaTranslation.IgnoreCase) && TryCompile(source.ToString(), TimeSpan.FromSeconds(1), out _, out _);

    public PatternOutcome Match(ReadOnlySpan<byte> utf8)
    {
        var rented = utf8.Length <= CharsOnStack ? null : ArrayPool<char>.Shared.Rent(utf8.Length);
        var chars = rented ?? stackalloc char[CharsOnStack];
        try
        {
            ReadOnlySpan<char> text = chars[..Encoding.UTF8.GetChars(utf8, chars)];
            return Search(text) ? PatternOutcome.Found : PatternOutcome.NotFound;
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

    private bool Search(ReadOnlySpan<char> text)
    {
        if (_bounded.IsValueCreated)
        {
            return _bounded.Value.IsMatch(text);
        }

        try
        {
            return _fast.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return _bounded.Value.IsMatch(text);
        }
    }

    private Regex BuildBounded()
    {
        if (_translated.Length <= LongestAutomaton)
        {
            try
            {
                return new Regex(_translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, _timeout);
            }
            catch (NotSupportedException)
            {
                // It looks around, refers back, or repeats too much.
            }
        }

        return new Regex(_translated, RegexOptions.CultureInvariant, _timeout);
    }
}
