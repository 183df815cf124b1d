using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Tests.Content;

internal sealed class PartialJsonTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);

    [TestCase("", "")]
    [TestCase("  ", "")]
    [TestCase("{", "{}")]
    [TestCase("[", "[]")]
    [TestCase("\"", "\"\"")]
    [TestCase("{\"na", "{}", Description = "a name is not complete")]
    [TestCase("{\"name\"", "{}")]
    [TestCase("{\"name\":", "{}")]
    [TestCase("{\"name\": \"", "{\"name\": \"\"}")]
    [TestCase("{\"name\": \"Ad", "{\"name\": \"Ad\"}")]
    [TestCase("{\"a\":1", "{}", Description = "12 or 1.5 may follow")]
    [TestCase("{\"a\":1,", "{\"a\":1}")]
    [TestCase("{\"a\":1 ", "{\"a\":1}")]
    [TestCase("{\"a\":-", "{}")]
    [TestCase("[12, 3", "[12]")]
    [TestCase("[12, 3.5e", "[12]")]
    [TestCase("[12, 3.5e1]", "[12, 3.5e1]")]
    [TestCase("[tru", "[]")]
    [TestCase("[true", "[true]")]
    [TestCase("[true,", "[true]")]
    [TestCase("[null, fals", "[null]")]
    [TestCase("42", "", Description = "420 may follow")]
    [TestCase("42\n", "42")]
    [TestCase("[[{\"a\":[", "[[{\"a\":[]}]]")]
    [TestCase("[\"a\\", "[\"a\"]", Description = "an escape is not complete")]
    [TestCase("[\"a\\n", "[\"a\\n\"]")]
    [TestCase("[\"a\\u00e", "[\"a\"]")]
    [TestCase("[\"a\\u00e9", "[\"a\\u00e9\"]")]
    [TestCase("[\"a\\ud83d", "[\"a\"]", Description = "half a character")]
    [TestCase("[\"a\\ud83d\\ude0", "[\"a\"]")]
    [TestCase("[\"a\\ud83d\\ude00", "[\"a\\ud83d\\ude00\"]")]
    [TestCase("{\"a\":{}} ", "{\"a\":{}}")]
    public void What_is_certain_of_a_text_is_shown(string text, string shown) =>
        Assert.That(Show([text]), Is.EqualTo(shown));

    [TestCase("Sure! {\"a\":1}", "")]
    [TestCase("{\"a\":1]", "{\"a\":1}")]
    [TestCase("{\"a\":01,\"b\":2}", "{}")]
    [TestCase("{\"a\":1,}", "{\"a\":1}")]
    [TestCase("{a:1}", "{}")]
    [TestCase("[1,,2]", "[1]")]
    [TestCase("[tRue]", "[]")]
    [TestCase("[\"a\\x\"]", "[\"a\"]")]
    [TestCase("[\"a\nb\"]", "[\"a\"]")]
    [TestCase("[\"a\\ude00\"]", "[\"a\"]")]
    [TestCase("[\"a\\ud83d!\"]", "[\"a\"]")]
    [TestCase("[1] [2]", "[1]")]
    [TestCase("1, 2", "1")]
    [TestCase("]", "")]
    public void Malformed_text_shows_what_was_good_before_it(string text, string shown) =>
        Assert.That(Show([text]), Is.EqualTo(shown));

    [Test]
    public void Half_a_character_is_not_shown()
    {
        Assert.That(Show(["[\"a\ud83d"]), Is.EqualTo("[\"a\"]"));
        Assert.That(Show(["[\"a\ud83d", "\ude00"]), Is.EqualTo("[\"a\ud83d\ude00\"]"));
    }

    [Test]
    public void Nesting_is_followed_as_deep_as_it_can_be_read()
    {
        Assert.That(Show([new string('[', 64)]), Is.EqualTo(new string('[', 64) + new string(']', 64)));
        Assert.That(Show([new string('[', 65)]), Is.EqualTo(new string('[', 64) + new string(']', 64)));
    }

    [Test]
    public void Every_prefix_of_a_text_shows_a_prefix_of_its_value() =>
        Check.One(Config, Prop.ForAll(RandomJson.Texts().ToArbitrary(), text =>
        {
            var whole = JsonElement.Parse(text);
            return Enumerable.Range(0, text.Length + 1).All(length =>
                Show([text[..length]]) is not { Length: > 0 } shown || JsonPrefix.Is(JsonElement.Parse(shown), whole));
        }));

    [Test]
    public void The_whole_text_shows_its_whole_value() =>
        Check.One(Config, Prop.ForAll(RandomJson.Texts().ToArbitrary(), text =>
            JsonElement.DeepEquals(JsonElement.Parse(Show([text + " "])), JsonElement.Parse(text))));

    [Test]
    public void It_does_not_matter_how_a_text_is_cut() =>
        Check.One(Config, Prop.ForAll(RandomJson.Texts().ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (text, size) =>
            Show(text.Chunk(size).Select(piece => new string(piece))) == Show([text])));

    [Test]
    public void Nothing_shown_is_taken_back() =>
        Check.One(Config, Prop.ForAll(Damaged().ToArbitrary(), text =>
        {
            var json = new PartialJson();
            var last = "";
            foreach (var character in text)
            {
                json.Append([character]);
                var shown = Show(json);
                if (shown.Length > 0)
                {
                    _ = JsonElement.Parse(shown);
                }

                var kept = last.TrimEnd('"', ']', '}');
                if (!shown.StartsWith(kept, StringComparison.Ordinal))
                {
                    return false;
                }

                last = shown;
            }

            return true;
        }));

    /// <summary>JSON with one character replaced: mostly malformed.</summary>
    private static Gen<string> Damaged() =>
        from text in RandomJson.Texts()
        from place in Gen.Choose(0, text.Length - 1)
        from character in Gen.Elements('"', '\\', '{', '}', '[', ']', ',', ':', '1', '-', 't', ' ', '\n', 'é')
        select string.Concat(text.AsSpan(0, place), [character], text.AsSpan(place + 1));

    private static string Show(IEnumerable<string> pieces)
    {
        var json = new PartialJson();
        foreach (var piece in pieces)
        {
            json.Append(piece);
        }

        return Show(json);
    }

    private static string Show(PartialJson json)
    {
        var output = new ArrayBufferWriter<byte>();
        json.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
