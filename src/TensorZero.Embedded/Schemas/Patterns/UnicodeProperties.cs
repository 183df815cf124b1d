using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>The general categories that <c>\p{…}</c> may name, by ECMA-262's names.</summary>
internal static class UnicodeProperties
{
    private static readonly FrozenDictionary<string, string> ShortNames = new Dictionary<string, string>
    {
        ["Letter"] = "L",
        ["Lowercase_Letter"] = "Ll",
        ["Uppercase_Letter"] = "Lu",
        ["Titlecase_Letter"] = "Lt",
        ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo",
        ["Mark"] = "M",
        ["Combining_Mark"] = "M",
        ["Nonspacing_Mark"] = "Mn",
        ["Spacing_Mark"] = "Mc",
        ["Enclosing_Mark"] = "Me",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["digit"] = "Nd",
        ["Letter_Number"] = "Nl",
        ["Other_Number"] = "No",
        ["Punctuation"] = "P",
        ["punct"] = "P",
        ["Connector_Punctuation"] = "Pc",
        ["Dash_Punctuation"] = "Pd",
        ["Open_Punctuation"] = "Ps",
        ["Close_Punctuation"] = "Pe",
        ["Initial_Punctuation"] = "Pi",
        ["Final_Punctuation"] = "Pf",
        ["Other_Punctuation"] = "Po",
        ["Symbol"] = "S",
        ["Math_Symbol"] = "Sm",
        ["Currency_Symbol"] = "Sc",
        ["Modifier_Symbol"] = "Sk",
        ["Other_Symbol"] = "So",
        ["Separator"] = "Z",
        ["Space_Separator"] = "Zs",
        ["Line_Separator"] = "Zl",
        ["Paragraph_Separator"] = "Zp",
        ["Other"] = "C",
        ["Control"] = "Cc",
        ["cntrl"] = "Cc",
        ["Format"] = "Cf",
        ["Private_Use"] = "Co",
        ["Unassigned"] = "Cn",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // In the order of UnicodeCategory.
    private static readonly string[] Categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd",
        "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly ConcurrentDictionary<string, CodePointRanges> Beyond = new(StringComparer.Ordinal);

    /// <summary>The short name of the category that the text between the braces names.</summary>
    public static bool TryFindCategory(string property, [NotNullWhen(true)] out string? category)
    {
        var equals = property.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? property : property[(equals + 1)..];
        category = ShortNames.GetValueOrDefault(name, name);
        var found = category;
        return (equals < 0 || property[..equals] is "gc" or "General_Category")
            && Array.Exists(Categories, known => known == found || (found.Length == 1 && known[0] == found[0]));
    }

    /// <summary>The members of a category beyond U+FFFF. Found by asking for every code point, once.</summary>
    public static CodePointRanges BeyondBasicPlane(string category) => Beyond.GetOrAdd(category, static wanted =>
    {
        var ranges = new CodePointRanges();
        var start = -1;
        for (var codePoint = CodePointRanges.First; codePoint <= CodePointRanges.Last + 1; codePoint++)
        {
            var isMember = codePoint <= CodePointRanges.Last
                && Categories[(int)CharUnicodeInfo.GetUnicodeCategory(codePoint)].StartsWith(wanted, StringComparison.Ordinal);
            if (isMember && start < 0)
            {
                start = codePoint;
            }
            else if (!isMember && start >= 0)
            {
                ranges.Add(start, codePoint - 1);
                start = -1;
            }
        }

        return ranges;
    });
}
