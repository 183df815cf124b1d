using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>A set of code points on its way into a .NET expression: the basic plane as a class, all beyond as surrogate pairs.</summary>
internal sealed class CharacterClass(bool isNegated)
{
    // Half a pair is no code point: never a member, whatever is negated.
    private const string WithoutSurrogates = "-[\\uD800-\\uDFFF]";
    private const string Everything = "\\u0000-\\uFFFF";

    private readonly StringBuilder _basic = new();
    private readonly CodePointRanges _beyond = new();

    public void Add(int from, int to)
    {
        if (from < CodePointRanges.First)
        {
            _basic.Append(CultureInfo.InvariantCulture, $"\\u{from:X4}-\\u{Math.Min(to, 0xFFFF):X4}");
        }

        _beyond.Add(from, to);
    }

    /// <summary>Adds ranges given as pairs of characters, or everything else.</summary>
    public void Add(string pairs, bool isComplement)
    {
        if (!isComplement)
        {
            for (var i = 0; i < pairs.Length; i += 2)
            {
                Add(pairs[i], pairs[i + 1]);
            }

            return;
        }

        var next = 0;
        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i] > next)
            {
                Add(next, pairs[i] - 1);
            }

            next = pairs[i + 1] + 1;
        }

        Add(next, CodePointRanges.Last);
    }

    public void AddCategory(string category, bool isComplement)
    {
        var beyond = UnicodeProperties.BeyondBasicPlane(category);
        _basic.Append(isComplement ? "\\P{" : "\\p{").Append(category).Append('}');
        _beyond.Add(isComplement ? beyond.Complement() : beyond);
    }

    /// <param name="pattern">Where to.</param>
    /// <param name="knowsPairs">Whether the texts to search may hold surrogate pairs. Without, a plain class will do.</param>
    public void AppendTo(StringBuilder pattern, bool knowsPairs)
    {
        if (!knowsPairs)
        {
            AppendBasic(pattern, "");
            return;
        }

        pattern.Append("(?:");
        AppendBasic(pattern, WithoutSurrogates);
        (isNegated ? _beyond.Complement() : _beyond).AppendAlternatives(pattern);
        pattern.Append(')');
    }

    private void AppendBasic(StringBuilder pattern, string without)
    {
        if (_basic.Length > 0)
        {
            pattern.Append(isNegated ? "[^" : "[").Append(_basic).Append(without).Append(']');
        }
        else
        {
            pattern.Append(isNegated ? $"[{Everything}{without}]" : "(?!)");
        }
    }
}
