using System.Text;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.OpenAI;
using TensorZero.Embedded.Tests.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.OpenAI;

/// <summary>A reader that has seen chunks before finds in the next one what a new reader finds.</summary>
public class ChatChunkPatternTests
{
    private const string Before = """{"choices":[{"delta":{"content":""";

    private static readonly string[] Texts =
    [
        "Hello", " world", "", "ä🧀", "a\\\"b", "\\n", "\\u0041", "\\\\", "}],", "null", "\\ud83e\\uddc0", "{\\\"content\\\":\\\"x\\\"}", "\t",
    ];

    private static readonly Func<string, string, string>[] Shapes =
    [
        (text, _) => $$$"""{"id":"c","choices":[{"index":0,"delta":{"content":"{{{text}}}"},"finish_reason":null}],"usage":null}""",
        (text, more) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}"}}],"obfuscation":"{{{more}}}"}""",
        (text, more) => $$$"""{"obfuscation":"{{{more}}}","choices":[{"delta":{"content":"{{{text}}}"}}]}""",
        (text, more) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}"}}],"obfuscation":{"a":"{{{more}}}"}}""",
        (text, more) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}","refusal":"{{{more}}}"}}]}""",
        (text, more) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}","reasoning":"{{{more}}}"}}]}""",
        (text, more) => $$$"""{"choices":[{"delta":{"content":"{{{more}}}","content":"{{{text}}}"}}]}""",
        (text, _) => $$$"""{"choices":[{"delta":{"content":[{"type":"text","text":"{{{text}}}"}]}}]}""",
        (text, _) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}","tool_calls":[{"index":0,"id":"t","function":{"name":"f","arguments":"1"}}]}}]}""",
        (text, _) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}"},"finish_reason":"stop"}]}""",
        (text, _) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}"}}],"usage":{"prompt_tokens":3,"completion_tokens":4}}""",
        (text, _) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}"}}]} """,
        (text, _) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}"}}]},""",
        (text, _) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}"}},{"delta":{}}]}""",
        (text, _) => $$$"""{"choices":[],"error":"{{{text}}}"}""",
        (text, _) => $$$"""{"choices":[{"delta":{"content":"{{{text}}}}}]}""",
        (_, _) => """{"choices":[{"delta":{"content":null}}]}""",
        (_, _) => """{"choices":[{"delta":{"content":"cut""",
    ];

    [Test]
    public void Chunks_say_the_same_after_others_as_alone([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var reader = new ChatCompletionChunkReader(Exchange.Call());
        for (var i = 0; i < 400; i++)
        {
            // Mostly the shape before, so that there are matches and near misses.
            var shape = Shapes[random.Next(3) == 0 ? random.Next(Shapes.Length) : (seed + (i / 40)) % Shapes.Length];
            var json = shape(Texts[random.Next(Texts.Length)], Texts[random.Next(Texts.Length)]);

            Assert.That(Tell(reader, json), Is.EqualTo(Tell(new ChatCompletionChunkReader(Exchange.Call()), json)), json);
        }
    }

    [Test]
    public void Usage_that_is_taken_back_is_read_again()
    {
        var call = Exchange.Call();
        var reader = new ChatCompletionChunkReader(call);
        foreach (var text in new[] { "a", "b" })
        {
            call.SetRawUsage(default);
            _ = reader.Read(Encoding.UTF8.GetBytes($$$"""{"choices":[{"delta":{"content":"{{{text}}}"}}],"usage":{"prompt_tokens":1},"usage":null}"""));
            Assert.That(call.RawUsage, Is.Not.Null, text);
        }
    }

    [Test]
    public void A_chunk_like_the_last_one_is_recognised_whatever_its_text_and_padding()
    {
        var matches = Learned().Matches(Encoding.UTF8.GetBytes(Before + "\"lo ä\"}}],\"obfuscation\":\"\"}"), out var text);

        Assert.That((matches, Encoding.UTF8.GetString(text)), Is.EqualTo((true, "lo ä")));
    }

    [TestCase("\"\"}}],\"obfuscation\":\"x\"}", TestName = "no text")]
    [TestCase("\"a\\n\"}}],\"obfuscation\":\"x\"}", TestName = "an escape")]
    [TestCase("\"a\n\"}}],\"obfuscation\":\"x\"}", TestName = "a bare control character")]
    [TestCase("\"a\"}}],\"obfuscation\":\"\\\"\"}", TestName = "an escape in the padding")]
    [TestCase("\"a\"}}],\"obfuscation\":\"x\"} ", TestName = "something behind the end")]
    [TestCase("\"a\"}}],\"obfuscation\":\"x", TestName = "cut in the padding")]
    [TestCase("\"a", TestName = "cut in the text")]
    [TestCase("null}}],\"obfuscation\":\"x\"}", TestName = "no string")]
    public void Anything_else_is_left_to_the_JSON_reader(string rest)
    {
        Assert.That(Learned().Matches(Encoding.UTF8.GetBytes(Before + rest), out _), Is.False);
    }

    private static ChatChunkPattern Learned()
    {
        var pattern = new ChatChunkPattern();
        var first = Encoding.UTF8.GetBytes(Before + "\"Hi\"}}],\"obfuscation\":\"xyz\"}");
        pattern.Learn(first, (Before.Length + 1)..(Before.Length + 3), (Before.Length + 23)..(Before.Length + 26));
        return pattern;
    }

    private static string Tell(ChatCompletionChunkReader reader, string json)
    {
        try
        {
            var data = Encoding.UTF8.GetBytes(json);
            var chunk = reader.Read(data);
            Assert.That(chunk.RawChunk.ToArray(), Is.EqualTo(data));
            return $"{string.Join("; ", chunk.Content.Select(Tell))} | {chunk.Usage} | {chunk.FinishReason}";
        }
        catch (ProviderException error)
        {
            return error.Message;
        }
    }

    private static string Tell(ContentChunk chunk) => chunk switch
    {
        // Whether a tool call's name was told before depends on what came before.
        ToolCallChunk call => $"tool {call.Id} {call.RawArguments}",
        _ => chunk.ToString()!,
    };
}
