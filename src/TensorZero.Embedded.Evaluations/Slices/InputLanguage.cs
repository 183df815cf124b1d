using System.Text;
using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Evaluations.Slices;

/// <summary>
/// A rough guess at a language, good enough to part datapoints: by script where one script stands for one language, by the most common
/// short words otherwise.
/// </summary>
internal static partial class InputLanguage
{
    private const string Unknown = "unknown";

    private static readonly (int First, int Last, string Language)[] Scripts =
    [
        (0x3040, 0x30FF, "ja"), (0xAC00, 0xD7AF, "ko"), (0x4E00, 0x9FFF, "zh"), (0x0600, 0x06FF, "ar"), (0x0590, 0x05FF, "he"),
        (0x0370, 0x03FF, "el"), (0x0900, 0x097F, "hi"), (0x0E00, 0x0E7F, "th"),
    ];

    private static readonly Dictionary<string, string[]> CommonWords = new()
    {
        ["en"] = ["the", "and", "is", "to", "of", "in", "that", "it", "for", "you", "my", "with", "what", "how", "please"],
        ["de"] = ["der", "die", "das", "und", "ist", "nicht", "ich", "ein", "zu", "mit", "wie", "bitte", "den", "für", "es"],
        ["fr"] = ["le", "la", "les", "et", "est", "de", "un", "une", "je", "pas", "que", "pour", "vous", "dans", "des"],
        ["es"] = ["el", "la", "los", "y", "es", "de", "un", "una", "que", "no", "por", "para", "con", "mi", "cómo"],
        ["it"] = ["il", "la", "che", "e", "di", "un", "una", "non", "per", "sono", "con", "mi", "come", "del", "gli"],
        ["pt"] = ["o", "a", "os", "e", "de", "um", "uma", "que", "não", "para", "com", "meu", "como", "do", "em"],
        ["nl"] = ["de", "het", "een", "en", "is", "niet", "ik", "van", "dat", "voor", "met", "hoe", "mijn", "op", "te"],
        ["ru"] = ["и", "в", "не", "на", "я", "что", "как", "это", "с", "по", "мой", "для", "у", "из", "мне"],
        ["uk"] = ["і", "в", "не", "на", "я", "що", "як", "це", "з", "мій", "для", "у", "та", "є", "мені"],
    };

    public static string Guess(InferenceInput input)
    {
        var text = new StringBuilder().AppendJoin(' ', InputText.Of(input)).ToString();
        return ByScript(text) ?? ByWords(text);
    }

    /// <summary>Japanese uses Chinese characters too: a fifth of its own ones is enough.</summary>
    private static string? ByScript(string text)
    {
        var counts = new Dictionary<string, int>();
        var letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune))
            {
                continue;
            }

            letters++;
            foreach (var (first, last, language) in Scripts)
            {
                if (rune.Value >= first && rune.Value <= last)
                {
                    counts[language] = counts.GetValueOrDefault(language) + 1;
                }
            }
        }

        if (counts.GetValueOrDefault("ja") * 5 > letters)
        {
            return "ja";
        }

        return counts.Count > 0 && counts.MaxBy(static count => count.Value) is var most && most.Value * 2 > letters ? most.Key : null;
    }

    private static string ByWords(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant()).Select(static match => match.Value).CountBy(static word => word).ToDictionary();
        var hits = CommonWords
            .Select(language => (Language: language.Key, Count: language.Value.Sum(word => words.GetValueOrDefault(word))))
            .OrderByDescending(static language => language.Count)
            .ToList();
        return hits[0].Count > 0 && hits[0].Count > hits[1].Count ? hits[0].Language : Unknown;
    }

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
