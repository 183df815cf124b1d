using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>
/// A .NET expression whose searches end. Backtracking is the faster engine until it meets a text that it takes long for; from then
/// on the search runs in linear time, or, where no automaton can do it, within the time allowed.
/// </summary>
internal sealed class BoundedRegex
{
    // Building an automaton grows faster than the pattern: beyond this it may take longer than any search that it saves.
    private const int LongestAutomaton = 1_000;

    private static readonly TimeSpan FirstTry = TimeSpan.FromMilliseconds(10);

    private readonly string _pattern;
    private readonly TimeSpan _timeout;
    private readonly Regex _fast;
    private readonly Lazy<Regex> _bounded;

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public BoundedRegex(string pattern, TimeSpan timeout)
    {
        _pattern = pattern;
        _timeout = timeout;
        _fast = new Regex(pattern, RegexOptions.CultureInvariant, timeout < FirstTry ? timeout : FirstTry);
        _bounded = new Lazy<Regex>(BuildBounded);
    }

    /// <exception cref="RegexMatchTimeoutException">It takes too long.</exception>
    public bool IsMatch(ReadOnlySpan<char> text)
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
        if (_pattern.Length <= LongestAutomaton)
        {
            try
            {
                return new Regex(_pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, _timeout);
            }
            catch (NotSupportedException)
            {
                // It looks around, refers back, or repeats too much.
            }
        }

        return new Regex(_pattern, RegexOptions.CultureInvariant, _timeout);
    }
}
