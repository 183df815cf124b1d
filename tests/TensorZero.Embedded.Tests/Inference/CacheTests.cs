using System.Text.Json;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Tests.Models.Tracing;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>What comes from the cache, what goes into it, and what it costs.</summary>
internal sealed class CacheTests
{
    private const string Functions =
        """
        [models.other]
        routing = ["a"]

        [models.other.providers.a]
        type = "canned"

        [functions.f]
        type = "chat"
        MORE

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"

        [functions.j]
        type = "json"
        output_schema = { __tensorzero_remapped_path = "j.json", __data = '{"type": "object", "properties": {"answer": {"type": "string"}}}' }

        [functions.j.variants.v]
        type = "chat_completion"
        model = "m"
        json_mode = "off"

        [tools.look]
        description = "Looks."
        parameters = { __tensorzero_remapped_path = "look.json", __data = '{"type": "object", "properties": {"at": {"type": "number"}}}' }

        """;

    private const string Cached =
        "SELECT model_provider_name, cached, input_tokens, output_tokens, cost_nano_usd, raw_response FROM model_inference ORDER BY id";

    private static readonly InferenceRequest Hello = Ask();

    private readonly CannedProvider _provider = new(new TextBlock("Hello"));

    [TestCase(false)]
    [TestCase(true)]
    public async Task What_was_asked_before_is_answered_without_a_call_and_for_nothing(bool streamed)
    {
        _provider.Content =
        [
            new ThoughtBlock("Hm.", null), new TextBlock("Hi \"Ada\"\n\u2028😀"), new ToolCallBlock("1", "look", """{"at": 1}"""),
            new UnknownBlock(JsonSerializer.SerializeToElement(new { odd = new[] { 1 } })),
        ];
        await using var world = Start("tools = [\"look\"]");
        var first = await world.Client.AskAsync(streamed, Hello);
        await world.Engine.FlushAsync().OrFail();

        var second = await world.Client.AskAsync(streamed, Hello);

        Assert.That(_provider.Requests, Has.Count.EqualTo(1));
        Assert.That(Text(second), Is.EqualTo(Text(first)).And.Contain("😀"));
        Assert.That(second.InferenceId, Is.Not.EqualTo(first.InferenceId));
        Assert.That((first.Usage, second.Usage), Is.EqualTo((new Usage(3, 5), Usage.Zero)));
        Assert.That(second.FinishReason, Is.EqualTo(FinishReason.Stop));
        Assert.That(await world.RowsAsync(Cached), Is.EqualTo(["a|0|3|5|null|{}", "a|1|3|5|0|{}"]));
    }

    [Test]
    public async Task A_stream_is_replayed_in_its_pieces()
    {
        await using var world = Start();
        await world.Client.AskAsync(streamed: true, Hello);
        await world.Engine.FlushAsync().OrFail();

        var texts = new List<string>();
        await foreach (var chunk in world.Client.InferStreamingAsync(Hello))
        {
            texts.Add(chunk.IsFinal ? "." : chunk.Text);
        }

        Assert.That(texts, Is.EqualTo(["He", "llo", "."]));
        Assert.That(_provider.Requests, Has.Count.EqualTo(1));
    }

    /// <summary>How often the provider was asked: once for the answer that is there before, if it is.</summary>
    [TestCase(CacheMode.Off, false, CacheMode.On, false, 2)]
    [TestCase(CacheMode.On, false, CacheMode.Off, false, 2)]
    [TestCase(CacheMode.On, false, CacheMode.On, false, 1)]
    [TestCase(CacheMode.On, false, CacheMode.ReadOnly, false, 1)]
    [TestCase(CacheMode.On, false, CacheMode.WriteOnly, false, 2)]
    [TestCase(CacheMode.WriteOnly, false, CacheMode.ReadOnly, false, 1)]
    [TestCase(CacheMode.ReadOnly, false, CacheMode.On, false, 2)]
    [TestCase(CacheMode.On, true, CacheMode.On, false, 2)]
    [TestCase(CacheMode.WriteOnly, true, CacheMode.On, false, 2)]
    [TestCase(CacheMode.On, false, CacheMode.On, true, 1)]
    public async Task Modes_say_whether_it_is_read_and_written(CacheMode first, bool firstIsDry, CacheMode second, bool secondIsDry, int calls)
    {
        await using var world = Start();
        await world.Client.AskAsync(false, Ask(cache: new CacheOptions { Mode = first }, dryRun: firstIsDry));
        await world.Engine.FlushAsync().OrFail();
        await world.Client.AskAsync(false, Ask(cache: new CacheOptions { Mode = second }, dryRun: secondIsDry));

        Assert.That(_provider.Requests, Has.Count.EqualTo(calls));
    }

    [Test]
    public async Task An_answer_is_taken_only_while_it_is_young_enough()
    {
        var time = new ManualTime();
        await using var world = Start(configure: options => options.TimeProvider = time);
        var young = Ask(cache: CacheOptions.On with { MaxAge = TimeSpan.FromSeconds(60) });
        await world.Client.AskAsync(false, young);
        await world.Engine.FlushAsync().OrFail();

        time.Advance(TimeSpan.FromSeconds(60));
        await world.Client.AskAsync(false, young);
        Assert.That(_provider.Requests, Has.Count.EqualTo(1));

        time.Advance(TimeSpan.FromSeconds(1));
        await world.Client.AskAsync(false, Hello);
        Assert.That(_provider.Requests, Has.Count.EqualTo(1), "without a limit any age will do");
        await world.Client.AskAsync(false, young);
        Assert.That(_provider.Requests, Has.Count.EqualTo(2));

        await world.Engine.FlushAsync().OrFail();
        await world.Client.AskAsync(false, young);
        Assert.That(_provider.Requests, Has.Count.EqualTo(2), "the newer answer has taken the older one's place");
    }

    private static IEnumerable<TestCaseData> OtherRequests()
    {
        yield return Case("Other_text", new() { FunctionName = "f", Input = Input("Hello!"), Cache = CacheOptions.On });
        yield return Case("System_prompt", new() { FunctionName = "f", Input = Input("Hello") with { System = SystemPrompt.FromText("Be brief.") }, Cache = CacheOptions.On });
        yield return Case("Other_role", new()
        {
            FunctionName = "f",
            Input = new InferenceInput { Messages = [new InputMessage(Role.Assistant, [new TextBlock("Hello")])] },
            Cache = CacheOptions.On,
        });
        yield return Case("Two_messages", new()
        {
            FunctionName = "f",
            Input = new InferenceInput { Messages = [InputMessage.User("Hel"), InputMessage.User("lo")] },
            Cache = CacheOptions.On,
        });
        yield return Case("Parameters", new() { FunctionName = "f", Input = Input("Hello"), Params = ChatCompletionParams.Empty with { Seed = 1 }, Cache = CacheOptions.On });
        yield return Case("Tools", new()
        {
            FunctionName = "f",
            Input = Input("Hello"),
            AdditionalTools = [new ToolDefinition("look", "Looks.", JsonSerializer.SerializeToElement(new { type = "object" }))],
            Cache = CacheOptions.On,
        });
        yield return Case("Body", new() { FunctionName = "f", Input = Input("Hello"), ExtraBody = [ExtraBody.Set("/x", JsonSerializer.SerializeToElement(1))], Cache = CacheOptions.On });
        yield return Case("Headers", new() { FunctionName = "f", Input = Input("Hello"), ExtraHeaders = [ExtraHeader.Set("X-Mood", "good")], Cache = CacheOptions.On });
        yield return Case("Bare_model", new() { ModelName = "other", Input = Input("Hello"), Cache = CacheOptions.On });

        static TestCaseData Case(string name, InferenceRequest request) => new TestCaseData(request).SetName(name);
    }

    [TestCaseSource(nameof(OtherRequests))]
    public async Task What_could_change_the_answer_has_an_answer_of_its_own(InferenceRequest other)
    {
        await using var world = Start();
        await world.Client.AskAsync(false, Hello);
        await world.Engine.FlushAsync().OrFail();
        await world.Client.AskAsync(false, other);
        await world.Engine.FlushAsync().OrFail();
        Assert.That(_provider.Requests, Has.Count.EqualTo(2));

        await world.Client.AskAsync(false, other);
        await world.Client.AskAsync(false, Hello);
        Assert.That(_provider.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("type = \"canned\"", 1)]
    [TestCase("type = \"canned\"\nmood = \"good\"", 2, Description = "a key of the application's own")]
    [TestCase("type = \"canned\"\nprovider_tools = [{ type = \"web_search\" }]", 2)]
    [TestCase("type = \"canned\"\ndiscard_unknown_chunks = true", 2)]
    [TestCase("type = \"canned\"\napi_key_location = \"env::KEY\"\ntimeouts = { non_streaming.total_ms = 9000 }", 1)]
    [TestCase("type = \"canned\"\ncost = [{ pointer = \"/x\", cost_per_unit = 1 }]", 1)]
    public async Task What_the_provider_is_set_to_is_a_part_of_the_question(string section, int calls)
    {
        await using var world = Start();
        await world.Client.AskAsync(false, Hello);
        await world.Engine.FlushAsync().OrFail();

        await world.Engine.ReloadAsync(TensorZeroConfiguration.FromToml(Configuration().Replace(
            "[models.m.providers.a]\ntype = \"canned\"", $"[models.m.providers.a]\n{section}", StringComparison.Ordinal))).OrFail();
        await world.Client.AskAsync(false, Hello);

        Assert.That(_provider.Requests, Has.Count.EqualTo(calls));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_span_does_not_count_tokens_that_nobody_used(bool streamed)
    {
        await using var world = Start();
        await world.Client.AskAsync(streamed, Hello);
        await world.Engine.FlushAsync().OrFail();
        using var trace = new TraceRecording();

        await world.Client.AskAsync(streamed, Hello);

        var span = trace["model_provider_inference"];
        Assert.That(
            (span.GetTagItem("gen_ai.usage.input_tokens"), span.GetTagItem("gen_ai.usage.output_tokens"), span.GetTagItem("tensorzero.cost_usd")),
            Is.EqualTo((0L, 0L, "0")));
    }

    [Test]
    public async Task Whole_and_streamed_answers_are_kept_apart()
    {
        await using var world = Start();
        foreach (var streamed in new[] { false, true, false, true })
        {
            await world.Client.AskAsync(streamed, Hello);
            await world.Engine.FlushAsync().OrFail();
        }

        Assert.That(_provider.Requests.Select(request => request.Stream), Is.EqualTo([false, true]));
    }

    [TestCase("tenant", "a", "a", 1)]
    [TestCase("tenant", "a", "b", 2)]
    [TestCase("tenant", "a", null, 2)]
    [TestCase("tenant", null, null, 1)]
    [TestCase("tenant", "-", null, 2)]
    [TestCase("tensorzero::api_key_public_id", "a", "b", 1, Description = "a tag that nobody can set is the key's own")]
    public async Task Only_those_whose_tags_agree_share_answers(string tag, string? first, string? second, int calls)
    {
        await using var world = Start(more: $"[embedded.cache]\nkey_tags = [\"{tag}\"]");
        foreach (var tenant in new[] { first, second })
        {
            await world.Client.AskAsync(false, Ask(tags: tenant is null ? [] : new() { ["tenant"] = tenant }));
            await world.Engine.FlushAsync().OrFail();
        }

        Assert.That(_provider.Requests, Has.Count.EqualTo(calls));
    }

    [Test]
    public async Task Api_keys_can_have_answers_of_their_own()
    {
        await using var world = Start(more: "[embedded.cache]\nkey_tags = [\"tensorzero::api_key_public_id\"]");
        foreach (var key in new[] { "abcdefghijkl", "mnopqrstuvwx", "abcdefghijkl" })
        {
            await world.Client.AskAsync(false, Ask(apiKey: key));
            await world.Engine.FlushAsync().OrFail();
        }

        Assert.That(_provider.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("""{"answer": "yes"}""", 1)]
    [TestCase("""{"answer": 1}""", 2)]
    [TestCase("no JSON", 2)]
    public async Task JSON_that_the_function_cannot_use_is_not_kept(string answer, int calls)
    {
        _provider.Content = [new TextBlock(answer)];
        await AskTwiceAsync(Ask("j"));

        Assert.That(_provider.Requests, Has.Count.EqualTo(calls));
    }

    [TestCase("look", """{"at": 1}""", 1)]
    [TestCase("look", """{"at": 1""", 2)]
    [TestCase("look", """{"at": "there"}""", 2)]
    [TestCase("jump", "{}", 2)]
    public async Task Tool_calls_that_nobody_can_answer_are_not_kept(string tool, string arguments, int calls)
    {
        _provider.Content = [new ToolCallBlock("1", tool, arguments)];
        await AskTwiceAsync(Hello, "tools = [\"look\"]");

        Assert.That(_provider.Requests, Has.Count.EqualTo(calls));
    }

    [TestCase("[embedded]\nrecord_content = false")]
    [TestCase("[gateway]\ncache.enabled = false")]
    public async Task Where_nothing_may_be_kept_nothing_is(string more)
    {
        await AskTwiceAsync(Hello, more: more);

        Assert.That(_provider.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Where_content_is_redacted_nothing_is_kept()
    {
        await using var world = Start(configure: options => options.Redactor = new NothingIsSecret());
        await world.Client.AskAsync(false, Hello);
        await world.Client.AskAsync(false, Hello);

        Assert.That(await world.RowsAsync("SELECT count(*) FROM model_inference_cache"), Is.EqualTo(["0"]));
        Assert.That(_provider.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Without_a_database_a_request_that_counts_on_the_cache_is_refused()
    {
        await using var world = Start(more: "[gateway]\nobservability.enabled = false");

        Assert.That(world.Client.Refuses(Hello).Message, Does.Contain("cache").And.Contain("observability is switched off"));
        Assert.That((await world.Client.AskAsync(false, Ask(cache: CacheOptions.Off))).Text, Is.EqualTo("Hello"));
    }

    [TestCase("DROP TABLE model_inference_cache", 2, "The inference cache cannot be read, so a model is asked: ")]
    [TestCase("UPDATE model_inference_cache SET output = '{'", 1, "The inference cache cannot be read, so a model is asked: What is cached cannot be read.")]
    [TestCase("UPDATE model_inference_cache SET output = '[{\"type\": \"odd\"}]'", 1, "The inference cache cannot be read, so a model is asked: What is cached cannot be read.")]
    public async Task A_cache_that_fails_makes_nobody_fail(string accident, int warnings, string warning)
    {
        var loggers = new CollectingLoggers();
        await using var world = Start(configure: options => options.LoggerFactory = loggers);
        await world.Client.AskAsync(false, Hello);
        await world.RowsAsync(accident);

        Assert.That((await world.Client.AskAsync(false, Hello)).Text, Is.EqualTo("Hello"));

        await world.Engine.FlushAsync().OrFail();
        Assert.That(_provider.Requests, Has.Count.EqualTo(2));
        var told = loggers.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text).ToList();
        Assert.That(told, Has.Count.EqualTo(warnings));
        Assert.That(told[0], Does.StartWith(warning));
        Assert.That(string.Concat(told), Does.Not.Contain("Hello"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task What_no_provider_said_is_not_told_as_its_reply(bool streamed)
    {
        await using var world = Start();
        await world.Client.AskAsync(streamed, Ask(raw: true));
        await world.Engine.FlushAsync().OrFail();
        var second = await world.Client.AskAsync(streamed, Ask(raw: true));

        Assert.That((second.RawUsage.Count, second.RawResponse.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Old_answers_are_deleted_when_the_configuration_says_so()
    {
        var time = new ManualTime();
        await using var world = Start(more: "[embedded.retention]\ncache_days = 7", configure: options => options.TimeProvider = time);
        await world.Client.AskAsync(false, Hello);
        time.Advance(TimeSpan.FromDays(6));
        await world.Client.AskAsync(false, Ask(text: "Younger"));
        Assert.That(await world.RowsAsync("SELECT count(*) FROM model_inference_cache"), Is.EqualTo(["2"]));

        var nextDay = time.WhenSet(TimeSpan.FromDays(1));
        time.Advance(TimeSpan.FromDays(2));
        await nextDay;

        Assert.That(await world.RowsAsync("SELECT count(*) FROM model_inference_cache"), Is.EqualTo(["1"]));
    }

    private async Task AskTwiceAsync(InferenceRequest request, string function = "", string more = "")
    {
        await using var world = Start(function, more);
        await world.Client.AskAsync(false, request);
        await world.Engine.FlushAsync().OrFail();
        await world.Client.AskAsync(false, request);
    }

    private EngineWorld Start(string function = "", string more = "", Action<TensorZeroOptions>? configure = null) => EngineWorld.Start(
        Configuration(function, more),
        options =>
        {
            options.AddProviderType("canned", _ => _provider);
            configure?.Invoke(options);
        });

    private static string Configuration(string function = "", string more = "") =>
        CannedProvider.Configuration + Functions.Replace("MORE", function, StringComparison.Ordinal) + more;

    private static InferenceRequest Ask(
        string function = "f",
        string text = "Hello",
        CacheOptions? cache = null,
        bool dryRun = false,
        bool raw = false,
        string? apiKey = null,
        Dictionary<string, string>? tags = null) => new()
        {
            FunctionName = function,
            Input = Input(text),
            Cache = cache ?? CacheOptions.On,
            DryRun = dryRun,
            IncludeRawResponse = raw,
            IncludeRawUsage = raw,
            ApiKeyPublicId = apiKey,
            Tags = tags ?? [],
        };

    private static InferenceInput Input(string text) => new() { Messages = [InputMessage.User(text)] };

    private static string Text(InferenceResponse response) => string.Join('\n', response.Content);

    private sealed class NothingIsSecret : IContentRedactor
    {
        public string Redact(string functionName, string text) => text;
    }
}
