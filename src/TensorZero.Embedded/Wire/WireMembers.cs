using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads and writes what a request may say. An absent member and a null are the same.</summary>
internal static class WireMembers
{
    /// <summary>How many entries a map of texts may have, such as tags: each becomes part of every row and index.</summary>
    private const int MaxTexts = 1_000;

    /// <summary>Refuses an object with a key that means nothing there.</summary>
    /// <exception cref="ContentJsonException">It has one, or is no object.</exception>
    public static void Allow(this JsonElement json, FrozenSet<string> keys, string what)
    {
        foreach (var member in json.Members(what))
        {
            if (!keys.Contains(member.Name))
            {
                throw new ContentJsonException($"There is no key `{member.Name}` in {what}.");
            }
        }
    }

    public static bool? OptionalBoolean(this JsonElement json, string name, string what) => json.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new ContentJsonException($"Expected true or false as `{name}` in {what}."),
    };

    public static bool Flag(this JsonElement json, string name, string what) => json.OptionalBoolean(name, what) ?? false;

    public static int? OptionalCount(this JsonElement json, string name, string what) => json.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) && value >= 0 => value,
        _ => throw new ContentJsonException($"Expected a whole number of at least 0 as `{name}` in {what}."),
    };

    public static Guid? OptionalId(this JsonElement json, string name, string what) => json.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when Guid.TryParseExact(text.GetString(), "D", out var id) => id,
        _ => throw new ContentJsonException($"Expected a UUID as `{name}` in {what}."),
    };

    public static Guid RequiredId(this JsonElement json, string name, string what) =>
        json.OptionalId(name, what) ?? throw new ContentJsonException($"Missing `{name}` in {what}.");

    public static IReadOnlyList<Guid> RequiredIds(this JsonElement json, string name, string what) =>
        json.Required(name, what).Items(name, static id =>
            id.ValueKind == JsonValueKind.String && Guid.TryParseExact(id.GetString(), "D", out var value)
                ? value
                : throw new ContentJsonException("Expected a UUID."));

    public static IReadOnlyList<string>? OptionalStrings(this JsonElement json, string name) => json.Find(name)?.Strings(name);

    /// <summary>Goes through a list in order; errors name the place in it.</summary>
    public static void ForEach(this JsonElement json, string name, Action<JsonElement> read) => json.Items(name, item =>
    {
        read(item);
        return true;
    });

    /// <summary>An object with texts as values; empty when absent.</summary>
    public static IReadOnlyDictionary<string, string> Texts(this JsonElement json, string name, string what)
    {
        if (json.Find(name) is not { } members)
        {
            return FrozenDictionary<string, string>.Empty;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in members.Members($"`{name}` in {what}"))
        {
            texts.Add(member.Name, member.Value.ValueKind == JsonValueKind.String
                ? member.Value.GetString()!
                : throw new ContentJsonException($"Expected only strings in `{name}` in {what}."));
            if (texts.Count > MaxTexts)
            {
                throw new ContentJsonException($"Expected at most {MaxTexts} entries in `{name}` in {what}.");
            }
        }

        return texts;
    }

    public static void WriteTexts(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string> texts)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in texts)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    public static void WriteTextsIfAny(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.Count > 0)
        {
            writer.WriteTexts(name, texts);
        }
    }

    /// <summary>Writes a flag that is off when it is left out.</summary>
    public static void WriteIfSet(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
    }

    /// <summary>A change of the member: none when it is absent, away with it when it is null. Errors name the member.</summary>
    public static Optional<T?> Change<T>(this JsonElement json, string name, Func<JsonElement, T?> read)
        where T : class =>
        json.TryGetProperty(name, out _) ? json.Read(name, read) : default(Optional<T?>);

    /// <summary>What <paramref name="read"/> makes of the member; null when absent. Its errors name the member.</summary>
    public static T? Read<T>(this JsonElement json, string name, Func<JsonElement, T?> read)
        where T : class
    {
        if (json.Find(name) is not { } member)
        {
            return null;
        }

        try
        {
            return read(member);
        }
        catch (ContentJsonException error)
        {
            throw error.At(name);
        }
    }
}
