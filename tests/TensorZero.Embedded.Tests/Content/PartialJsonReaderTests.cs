using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Tests.Content;

internal sealed partial class PartialJsonReaderTests
{
    [Test]
    public void A_value_grows_member_by_member_and_its_last_text_letter_by_letter()
    {
        var read = Read(["{\"name\": \"Ad", "a\", \"tags\": [\"x\"", ",\"y\"], \"age\": 3", "6}"], PartialJsonTypes.Default.Person);

        Assert.That(read.Select(person => $"{person.Name}/{string.Join(',', person.Tags ?? [])}/{person.Age}"), Is.EqualTo(new[]
        {
            "Ad//0", "Ada/x/0", "Ada/x,y/0", "Ada/x,y/36",
        }));
    }

    [Test]
    public void Members_that_the_type_requires_need_not_have_arrived()
    {
        var read = Read(["{", "\"name\":\"Ada\"", ",\"age\":36}"], PartialJsonTypes.Default.Strict);

        Assert.That(read.Select(strict => (strict.Name, strict.Age)), Is.EqualTo(new[] { (null!, 0), ("Ada", 0), ("Ada", 36) }));
        Assert.That(
            () => JsonSerializer.Deserialize("{}", PartialJsonTypes.Default.Strict),
            Throws.InstanceOf<JsonException>(),
            "it stays required elsewhere");
    }

    [Test]
    public void What_the_type_cannot_hold_yet_is_left_out()
    {
        var read = Read(["{\"mood\":\"", "hap", "py\"", "}"], PartialJsonTypes.Default.Feeling);

        Assert.That(read, Is.EqualTo(new[] { new Feeling(Mood.Happy), new Feeling(Mood.Happy) }));
    }

    [Test]
    public void Nothing_new_gives_nothing()
    {
        var reader = new PartialJsonReader<Person>(PartialJsonTypes.Default.Person);

        Assert.That(reader.TryRead("", out _), Is.False);
        Assert.That(reader.TryRead(" \n", out _), Is.False);
        Assert.That(reader.TryRead("{", out _), Is.True);
        Assert.That(reader.TryRead("\"na", out _), Is.False);
        Assert.That(reader.TryRead("me\":", out _), Is.False);
    }

    [Test]
    public void A_long_text_is_not_read_again_for_every_piece()
    {
        const int Pieces = 100_000;
        var reader = new PartialJsonReader<Person>(PartialJsonTypes.Default.Person);
        _ = reader.TryRead("{\"name\":\"", out _);
        long shown = 0;
        Person? last = null;
        for (var i = 0; i < Pieces; i++)
        {
            if (reader.TryRead("word ", out var person))
            {
                shown += person.Name!.Length;
                last = person;
            }
        }

        Assert.That(last!.Name, Has.Length.GreaterThan(Pieces * 5 * 0.99));
        Assert.That(shown, Is.LessThan(Pieces * 5L * 150), "work is a fixed multiple of the length");
    }

    private static List<T> Read<T>(IEnumerable<string> pieces, JsonTypeInfo<T> type)
    {
        var reader = new PartialJsonReader<T>(type);
        var values = new List<T>();
        foreach (var piece in pieces)
        {
            if (reader.TryRead(piece, out var value))
            {
                values.Add(value);
            }
        }

        return values;
    }

    internal sealed record Person(string? Name, IReadOnlyList<string>? Tags, int Age);

    internal sealed record Strict
    {
        public required string Name { get; init; }

        [JsonRequired]
        public int Age { get; init; }
    }

    internal enum Mood
    {
        Sad,
        Happy,
    }

    internal sealed record Feeling(Mood Mood);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Person))]
    [JsonSerializable(typeof(Strict))]
    [JsonSerializable(typeof(Feeling))]
    internal sealed partial class PartialJsonTypes : JsonSerializerContext;
}
