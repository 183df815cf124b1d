using TensorZero.Embedded.Providers.Cassettes;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Providers.Cassettes;

/// <summary>The pieces of a cassette's text.</summary>
internal sealed class CassetteTextTests
{
    [TestCase("{}", "{}")]
    [TestCase(" [ ] ", "[]")]
    [TestCase("1.50", "1.50")]
    [TestCase("""{"a":[1,{"b":[]},{}],"c":null}""", "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    },\n    {}\n  ],\n  \"c\": null\n}")]
    [TestCase("""["\u00e9\/é\"",1E+2,true]""", "[\n  \"\\u00e9\\/é\\\"\",\n  1E+2,\n  true\n]")]
    [TestCase("""{"a":1,"a":2}""", "{\n  \"a\": 1,\n  \"a\": 2\n}")]
    [TestCase("{", null)]
    [TestCase("{} {}", null)]
    [TestCase("", null)]
    [TestCase("data: {}", null)]
    public void Only_the_space_between_tokens_changes(string json, string? laidOut)
    {
        Assert.That(JsonLayout.TryIndent(json), Is.EqualTo(laidOut));
        Assert.That(laidOut is null ? null : JsonLayout.TryIndent(laidOut), Is.EqualTo(laidOut));
    }

    [TestCase("""{"a":1}""", """{"a":1}""", "in nothing but its layout")]
    [TestCase("""{"a":{"b":[1,2]}}""", """{"a":{"b":[1,3]}}""", "at /a/b/1: recorded 2, asked 3")]
    [TestCase("""{"a":1}""", "{}", "at /a: recorded, and not asked")]
    [TestCase("{}", """{"a":1}""", "at /a: asked, and not recorded")]
    [TestCase("[1]", "[1,2]", "at the top: 1 items recorded, 2 asked")]
    [TestCase("""{"a":1}""", """{"a":"1"}""", "at /a: recorded 1, asked \"1\"")]
    [TestCase("x", "{}", "in a body that is no JSON")]
    public void The_first_difference_is_named(string recorded, string asked, string difference) =>
        Assert.That(JsonDifference.Describe(recorded, asked), Is.EqualTo(difference));

    [Test]
    public void A_difference_quotes_a_few_words_only()
    {
        var (start, end) = (new string('a', 500), new string('z', 500));

        Assert.That(
            JsonDifference.Describe($"[\"{start}b{end}\"]", $"[\"{start}c{end}\"]"),
            Is.EqualTo($"at /0: recorded …{new string('a', 12)}b{new string('z', 27)}…, asked …{new string('a', 12)}c{new string('z', 27)}…"));
    }

    [TestCase("https://api.example.com/v1/chat", "https://api.example.com/v1/chat")]
    [TestCase("https://me:word@api.example.com:8443/v1", "https://api.example.com:8443/v1")]
    [TestCase("https://g.example.com/v1beta/models/m:generate?alt=sse&key=AIzaSecret", "https://g.example.com/v1beta/models/m:generate?alt=sse&key=***")]
    [TestCase("https://a.example.com/?api-version=1&X-Amz-Signature=abc&access_token=x", "https://a.example.com/?api-version=1&X-Amz-Signature=***&access_token=***")]
    [TestCase("https://a.example.com/?", "https://a.example.com/")]
    [TestCase("http://127.0.0.1:4711/v1/chat?x=1", "/v1/chat?x=1")]
    [TestCase("http://localhost/v1", "/v1")]
    public void An_address_is_recorded_without_secrets(string url, string recorded) =>
        Assert.That(CassetteUrl.Of(new Uri(url)), Is.EqualTo(recorded));

    [TestCase("a/b+c-0123456789", """{"k": "a\/b\u002Bc-0123456789 a/b+c-0123456789", "u": "a%2Fb%2bc-0123456789"}""", """{"k": "*** ***", "u": "***"}""")]
    [TestCase("short", "a short key is a word", "a short key is a word")]
    public void A_secret_is_found_however_it_is_written(string key, string text, string hidden)
    {
        var request = new ProviderHttpRequest
        {
            Url = new Uri("https://a.example.com"),
            Body = default,
            Authentication = new AuthenticationHeader("Authorization", key, "Bearer"),
        };

        Assert.That(new WrittenSecrets(request).Hide(text), Is.EqualTo(hidden));
    }

    private static readonly string[] Bodies =
    [
        "", "\n", "{}", "text", "text\n", "\n\ntext\n\n\n", "=== end", "--- 200\n=== POST /", "\\", "\\\\=== x", "a\u2028b\u0085c", "data: {}\n\ndata: [DONE]\n\n",
    ];

    [Test]
    public void What_is_written_is_read_again([ValueSource(nameof(Bodies))] string body)
    {
        CassetteExchange[] exchanges =
        [
            new(new CassetteRequest("POST /a", body), new CassetteReply(200, [], body)),
            new(new CassetteRequest("POST /b", "{}"), new CassetteReply(429, [new("Content-Type", "a: b")], body)),
        ];

        foreach (var text in new[] { CassetteWriter.Write(exchanges), CassetteWriter.Write(exchanges).Replace("\n", "\r\n") })
        {
            var read = CassetteReader.Read(text);
            Assert.That(read.Select(exchange => exchange.Request), Is.EqualTo(exchanges.Select(exchange => exchange.Request)));
            Assert.That(read.Select(exchange => exchange.Reply.Body), Is.EqualTo(new[] { body, body }));
            Assert.That(read.Select(exchange => exchange.Reply.Status), Is.EqualTo([200, 429]));
            Assert.That(read[1].Reply.Headers, Is.EqualTo(exchanges[1].Reply.Headers));
        }
    }

    [TestCase("/_/tests/TensorZero.Embedded.Tests/Providers/Cassettes/ATests.cs", "tests/TensorZero.Embedded.Tests/Providers/Cassettes")]
    [TestCase("/_1/tests/TensorZero.Embedded.Tests/ATests.cs", "tests/TensorZero.Embedded.Tests")]
    public void A_build_for_CI_finds_the_folder_of_the_source(string callerFile, string folder)
    {
        var place = CassettePlace.Find("a.cassette", callerFile);

        Assert.That(place.Path, Is.EqualTo(Path.Combine(Checkout.Root, folder, "a.cassette")));
        Assert.That(place.Command, Is.EqualTo("TENSORZERO_CASSETTES=record dotnet test --filter FullyQualifiedName~ATests"));
    }

    [Test]
    public void Where_the_source_is_not_the_path_starts_at_the_binaries() =>
        Assert.That(CassettePlace.Find("a.cassette", "/nowhere/ATests.cs").Path, Is.EqualTo(Path.Combine(AppContext.BaseDirectory, "a.cassette")));

    [TestCase(null, CassetteMode.Replay)]
    [TestCase("", CassetteMode.Replay)]
    [TestCase("replay", CassetteMode.Replay)]
    [TestCase("record", CassetteMode.Record)]
    public void The_environment_says_what_to_do(string? variable, CassetteMode mode) => Assert.That(CassettePlace.ModeOf(variable), Is.EqualTo(mode));

    [Test]
    public void A_word_that_means_nothing_is_refused() => Assert.That(
        () => CassettePlace.ModeOf("Rec"),
        Throws.TypeOf<CassetteException>().With.Message.EqualTo(
            "The environment variable TENSORZERO_CASSETTES is \"Rec\"; it may be \"record\" or \"replay\"."));
}
