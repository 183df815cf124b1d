using System.Collections.Frozen;
using System.Text.Json;

namespace TensorZero.Embedded.Wire;

/// <summary>The words by which an enumeration's values go over the wire: their names, in snake case.</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Words =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values =
        Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(T value) => Words[value];

    /// <summary>The value of a word; null for none, and for one of another version.</summary>
    public static T? Find(string? word) => word is not null && Values.TryGetValue(word, out var value) ? value : null;
}
