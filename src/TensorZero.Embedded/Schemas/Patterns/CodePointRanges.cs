using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>
/// A set of code points beyond U+FFFF, which .NET's expressions see as two characters each: written out as surrogate pairs.
/// </summary>
internal sealed class CodePointRanges
{
    public const int First = 0x10000;
    public const int Last = 0x10FFFF;

    private readonly List<(int From, int To)> _ranges = [];

    public static CodePointRanges Everything
    {
        get
        {
            var all = new CodePointRanges();
            all.Add(First, Last);
            return all;
        }
    }

    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>Adds the part of a range that lies beyond U+FFFF.</summary>
    public void Add(int from, int to)
    {
        if (to >= First)
        {
            _ranges.Add((Math.Max(from, First), to));
        }
    }

    public void Add(CodePointRanges others) => _ranges.AddRange(others._ranges);

    public CodePointRanges Complement()
    {
        var complement = new CodePointRanges();
        var next = First;
        foreach (var (from, to) in _ranges.Order())
        {
            if (from > next)
            {
                complement.Add(next, from - 1);
            }

            next = Math.Max(next, to + 1);
        }

        if (next <= Last)
        {
            complement.Add(next, Last);
        }

        return complement;
    }

    /// <summary>Appends alternatives of surrogate pairs, each after a bar.</summary>
    public void AppendAlternatives(StringBuilder pattern)
    {
        foreach (var (from, to) in _ranges)
        {
            AppendRange(pattern, from, to);
        }
    }

    private static void AppendRange(StringBuilder pattern, int from, int to)
    {
        while (from <= to)
        {
            // Full blocks of 1024 that share all low surrogates go into one alternative.
            var isWholeBlock = (from & 0x3FF) == 0 && to - from >= 0x3FF;
            var end = isWholeBlock ? from + ((to - from + 1) & ~0x3FF) - 1 : Math.Min(to, from | 0x3FF);
            pattern.Append('|');
            AppendClass(pattern, High(from), High(end));
            AppendClass(pattern, isWholeBlock ? 0xDC00 : Low(from), isWholeBlock ? 0xDFFF : Low(end));
            from = end + 1;
        }
    }

    private static void AppendClass(StringBuilder pattern, int from, int to) => pattern.Append(
        CultureInfo.InvariantCulture, $"[\\u{from:X4}-\\u{to:X4}]");

    private static int High(int codePoint) => 0xD800 + ((codePoint - First) >> 10);

    private static int Low(int codePoint) => 0xDC00 + (codePoint & 0x3FF);
}
