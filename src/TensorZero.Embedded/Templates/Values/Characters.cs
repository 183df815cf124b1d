using System.Text;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>Strings as the Unicode characters they are made of.</summary>
internal static class Characters
{
    public static string[] Of(string text, Budget budget)
    {
        budget.ChargeSteps(text.Length);
        var result = new List<string>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Add(rune.ToString());
        }

        return [.. result];
    }

    public static int Count(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    public static Value First(string text) =>
        text.Length == 0 ? Value.Undefined : Value.Of(text[..(char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1)]);

    public static Value Last(string text) =>
        text.Length == 0 ? Value.Undefined : Value.Of(text[^(char.IsLowSurrogate(text[^1]) && text.Length > 1 ? 2 : 1)..]);

    public static bool TryGet(string text, Int128 index, out Value character)
    {
        index = index < 0 ? index + Count(text) : index;
        if (index >= 0)
        {
            foreach (var rune in text.EnumerateRunes())
            {
                if (index-- == 0)
                {
                    character = Value.Of(rune.ToString());
                    return true;
                }
            }
        }

        character = default;
        return false;
    }

    public static string Reverse(string text)
    {
        var reversed = new StringBuilder(text.Length);
        for (var end = text.Length; end > 0;)
        {
            var start = end > 1 && char.IsLowSurrogate(text[end - 1]) ? end - 2 : end - 1;
            reversed.Append(text, start, end - start);
            end = start;
        }

        return reversed.ToString();
    }
}
