using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>
/// A regular expression of ECMA-262 in Unicode mode. Kept twice: a simple form for texts within the basic plane, which nearly all
/// are, and, once a text goes beyond, one that knows surrogate pairs.
/// </summary>
internal sealed class Pattern
{
    private const int LongestSource = 10_000;
    private const int CharsOnStack = 256;

    private readonly BoundedRegex _basic;
    private readonly Lazy<BoundedRegex> _full;

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    private Pattern(string source, TimeSpan timeout)
    {
        Source = source;
        _basic = new BoundedRegex(EcmaTranslation.Translate(source, knowsPairs: false), timeout);
        _full = new Lazy<BoundedRegex>(() => new BoundedRegex(EcmaTranslation.Translate(source, knowsPairs: true), timeout));
    }

    public string Source { get; }

    public static bool TryCompile(
        string source, TimeSpan timeout, [NotNullWhen(true)] out Pattern? pattern, out string problem)
    {
        pattern = null;
        problem = $"is a regular expression longer than {LongestSource} characters";
        if (source.Length > LongestSource)
        {
            return false;
        }

        try
        {
            pattern = new Pattern(source, timeout);
            return true;
        }
        catch (FormatException e)
        {
            problem = $"is no regular expression: {e.Message}";
            return false;
        }
        catch (ArgumentException)
        {
            problem = "is no regular expression";
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
            var regex = text.ContainsAnyInRange('\uD800', '\uDFFF') ? _full.Value : _basic;
            return regex.IsMatch(text) ? PatternOutcome.Found : PatternOutcome.NotFound;
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
}
