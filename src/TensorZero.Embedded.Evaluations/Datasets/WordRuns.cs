using System.Globalization;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Evaluations.Slices;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>
/// The runs of words ("shingles") of an input, each as a number. Words are letters and digits in one case; in scripts without spaces each
/// character is a word. A text of fewer words is one run.
/// </summary>
internal static class WordRuns
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    public static HashSet<ulong> Of(InferenceInput input, int wordsPerRun)
    {
        var runs = new HashSet<ulong>();
        foreach (var text in InputText.Of(input).Concat(InputText.Arguments(input).SelectMany(Scalars)))
        {
            Add(runs, text, wordsPerRun);
        }

        return runs;
    }

    private static void Add(HashSet<ulong> runs, string text, int wordsPerRun)
    {
        var words = HashesOf(text);
        if (words.Count == 0)
        {
            return;
        }

        for (var start = 0; start <= Math.Max(0, words.Count - wordsPerRun); start++)
        {
            var run = FnvOffset;
            for (var i = start; i < Math.Min(start + wordsPerRun, words.Count); i++)
            {
                run = (run ^ words[i]) * FnvPrime;
            }

            runs.Add(run);
        }
    }

    private static List<ulong> HashesOf(string text)
    {
        var words = new List<ulong>();
        ulong? word = null;
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            var isWord = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;
            if (word is { } ended && (!isWord || StandsAlone(rune)))
            {
                words.Add(ended);
                word = null;
            }

            if (isWord)
            {
                word = ((word ?? FnvOffset) ^ (uint)Rune.ToLowerInvariant(rune).Value) * FnvPrime;
            }
        }

        if (word is { } last)
        {
            words.Add(last);
        }

        return words;
    }

    /// <summary>Thai, and the signs of Chinese and Japanese.</summary>
    private static bool StandsAlone(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0E7F) or (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>Numbers and truth values among template arguments, which are no texts but tell inputs apart.</summary>
    private static IEnumerable<string> Scalars(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [json.GetRawText()],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(static property => Scalars(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(static item => Scalars(item)),
        _ => [],
    };
}
