using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.OpenAI;
using TensorZero.Embedded.Tests.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.OpenAI;

/// <summary>Requests, word for word.</summary>
public class OpenAIRequestTests
{
    private const string Answer = """{"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}""";

    private static readonly ToolDefinition Weather = new("get_weather", "Gets the weather", Json("""{"type":"object"}"""), Strict: true);
    private static readonly ToolDefinition Time = new("get_time", "Gets the time", Json("""{"type":"object","properties":{}}"""));

    private static IEnumerable<TestCaseData> Requests()
    {
        yield return Case(
            "A user's text",
            OpenAIExchange.Ask(InputMessage.User("Hi")),
            """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"stream":false}""");
        yield return Case(
            "A system prompt and a conversation",
            new ModelRequest
            {
                System = "Be \"nice\" – <b>käse</b>",
                Messages = [InputMessage.User("Hi"), InputMessage.Assistant("Hello"), InputMessage.User("One", "Two")],
            },
            """
            {"model":"gpt-5-mini","messages":[
              {"role":"system","content":"Be \"nice\" – <b>käse</b>"},
              {"role":"user","content":"Hi"},
              {"role":"assistant","content":"Hello"},
              {"role":"user","content":[{"type":"text","text":"One"},{"type":"text","text":"Two"}]}],"stream":false}
            """);
        yield return Case(
            "Tool calls and their results",
            OpenAIExchange.Ask(
                InputMessage.Assistant(
                    new TextBlock("Let me see"),
                    new ToolCallBlock("c1", "get_weather", """{"place":"Rome"}"""),
                    new ToolCallBlock("c2", "get_time", "not JSON")),
                InputMessage.User(new TextBlock("Also:"), new ToolResultBlock("c1", "get_weather", "21"), new ToolResultBlock("c2", "get_time", "noon")),
                InputMessage.Assistant(new ToolCallBlock("c3", "get_time", "{}"))),
            """
            {"model":"gpt-5-mini","messages":[
              {"role":"assistant","content":"Let me see","tool_calls":[
                {"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{\"place\":\"Rome\"}"}},
                {"id":"c2","type":"function","function":{"name":"get_time","arguments":"not JSON"}}]},
              {"role":"tool","tool_call_id":"c1","content":"21"},
              {"role":"tool","tool_call_id":"c2","content":"noon"},
              {"role":"user","content":"Also:"},
              {"role":"assistant","tool_calls":[{"id":"c3","type":"function","function":{"name":"get_time","arguments":"{}"}}]}],"stream":false}
            """);
        yield return Case(
            "Thoughts go back beside an answer",
            OpenAIExchange.Ask(
                InputMessage.Assistant(new ThoughtBlock("Hm."), new ThoughtBlock(null, "sig"), new ThoughtBlock("Aha."), new TextBlock("42")),
                InputMessage.Assistant(new ThoughtBlock(null, "only a signature"), new TextBlock("43"))),
            """
            {"model":"gpt-5-mini","messages":[
              {"role":"assistant","content":"42","reasoning_content":"Hm.\n\nAha."},
              {"role":"assistant","content":"43"}],"stream":false}
            """);
        yield return Case(
            "Thoughts alone and empty messages are left out",
            OpenAIExchange.Ask(InputMessage.User(), InputMessage.Assistant(new ThoughtBlock("Hm.")), InputMessage.User("Well?")),
            """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Well?"}],"stream":false}""");
        yield return Case(
            "Images, by address and by bytes",
            OpenAIExchange.Ask(
                InputMessage.User(
                    FileBlock.FromUrl(new Uri("https://pics.test/A b.png")),
                    FileBlock.FromUrl(new Uri("https://pics.test/b.jpg"), "image/jpeg") with { Detail = "low" },
                    FileBlock.FromBase64("aGk+/w==", "image/png") with { Detail = "high" })),
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":[
              {"type":"image_url","image_url":{"url":"https://pics.test/A b.png"}},
              {"type":"image_url","image_url":{"url":"https://pics.test/b.jpg","detail":"low"}},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,aGk+/w==","detail":"high"}}]}],"stream":false}
            """);
        yield return Case(
            "Documents and sound",
            OpenAIExchange.Ask(
                InputMessage.User(
                    FileBlock.FromBase64("aGk=", "application/pdf"),
                    FileBlock.FromBase64("aGk=", "application/x-own") with { FileName = "mine.own" },
                    FileBlock.FromBase64("aGk=", "audio/mpeg"),
                    FileBlock.FromBase64("aGk=", "audio/wav"))),
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":[
              {"type":"file","file":{"file_data":"data:application/pdf;base64,aGk=","filename":"input.pdf"}},
              {"type":"file","file":{"file_data":"data:application/x-own;base64,aGk=","filename":"mine.own"}},
              {"type":"input_audio","input_audio":{"data":"aGk=","format":"mp3"}},
              {"type":"input_audio","input_audio":{"data":"aGk=","format":"wav"}}]}],"stream":false}
            """);
        yield return Case(
            "Unknown blocks go as they are",
            OpenAIExchange.Ask(InputMessage.User(new TextBlock("x"), new UnknownBlock(Json("""{"type":"video","n":1.0}""")))),
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":[{"type":"text","text":"x"},{"type":"video","n":1.0}]}],"stream":false}
            """);
        yield return Case(
            "Every setting",
            new ModelRequest
            {
                Messages = [InputMessage.User("Hi")],
                Params = new ChatCompletionParams
                {
                    Temperature = 0.7,
                    MaxTokens = 100,
                    Seed = 69,
                    TopP = 1,
                    PresencePenalty = 0.1,
                    FrequencyPenalty = -0.2,
                    StopSequences = ["a", "\n"],
                    ReasoningEffort = "low",
                    ServiceTier = ServiceTier.Flex,
                    ThinkingBudgetTokens = 5,
                    Verbosity = "high",
                },
            },
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"temperature":0.7,"max_completion_tokens":100,"seed":69,"top_p":1,
             "presence_penalty":0.1,"frequency_penalty":-0.2,"stop":["a","\n"],"reasoning_effort":"low","service_tier":"flex",
             "verbosity":"high","stream":false}
            """);
        yield return Case(
            "A stream asks for its usage",
            new ModelRequest { Messages = [InputMessage.User("Hi")], Stream = true },
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true}}
            """);
        yield return Case(
            "extra_body comes last",
            new ModelRequest
            {
                Messages = [InputMessage.User("Hi")],
                ExtraBody = [ExtraBody.Delete("/stream"), ExtraBody.Set("/metadata/k", Json("1.50")), ExtraBody.Set("/messages/-", Json("{}"))],
            },
            """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"},{}],"metadata":{"k":1.50}}""");
    }

    private static IEnumerable<TestCaseData> JsonModes()
    {
        yield return JsonCase(JsonMode.Off, "gpt-5-mini", null, "Hi", """{"role":"user","content":"Hi"}""", null);
        yield return JsonCase(
            JsonMode.On,
            "gpt-5-mini",
            null,
            "Hi",
            """{"role":"system","content":"Respond using JSON."},{"role":"user","content":"Hi"}""",
            """{"type":"json_object"}""");
        yield return JsonCase(
            JsonMode.On,
            "gpt-5-mini",
            "Be nice",
            "Hi",
            """{"role":"system","content":"Respond using JSON.\n\nBe nice"},{"role":"user","content":"Hi"}""",
            """{"type":"json_object"}""");
        yield return JsonCase(
            JsonMode.On,
            "gpt-5-mini",
            "Answer in Json",
            "Hi",
            """{"role":"system","content":"Answer in Json"},{"role":"user","content":"Hi"}""",
            """{"type":"json_object"}""");
        yield return JsonCase(
            JsonMode.On,
            "gpt-5-mini",
            "Be nice",
            "JSON, please",
            """{"role":"system","content":"Be nice"},{"role":"user","content":"JSON, please"}""",
            """{"type":"json_object"}""");
        yield return JsonCase(
            JsonMode.Strict,
            "gpt-5-mini",
            null,
            "Hi",
            """{"role":"user","content":"Hi"}""",
            """{"type":"json_schema","json_schema":{"name":"response","strict":true,"schema":{"type":"object"}}}""");
        yield return JsonCase(
            JsonMode.Strict,
            "gpt-3.5-turbo",
            null,
            "Hi",
            """{"role":"system","content":"Respond using JSON."},{"role":"user","content":"Hi"}""",
            """{"type":"json_object"}""");
    }

    private static IEnumerable<TestCaseData> ToolChoices()
    {
        const string Allowed = """{"type":"allowed_tools","allowed_tools":{"mode":"MODE","tools":[{"type":"function","function":{"name":"get_time"}}]}}""";
        const string Forced = """{"type":"function","function":{"name":"get_time"}}""";
        yield return new TestCaseData(ToolChoice.Auto, null, "\"auto\"");
        yield return new TestCaseData(ToolChoice.Required, null, "\"required\"");
        yield return new TestCaseData(ToolChoice.None, null, "\"none\"");
        yield return new TestCaseData(ToolChoice.Specific("get_time"), null, Forced);
        yield return new TestCaseData(ToolChoice.Auto, new[] { "get_time" }, Allowed.Replace("MODE", "auto"));
        yield return new TestCaseData(ToolChoice.Required, new[] { "get_time" }, Allowed.Replace("MODE", "required"));
        yield return new TestCaseData(ToolChoice.None, new[] { "get_time" }, "\"none\"");
        yield return new TestCaseData(ToolChoice.Specific("get_time"), new[] { "get_time" }, Forced);
        yield return new TestCaseData(ToolChoice.Auto, Array.Empty<string>(), "\"none\"");
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData(OpenAIExchange.Ask(InputMessage.User(new ToolCallBlock("1", "n", "{}"))), "tool calls in assistant");
        yield return new TestCaseData(OpenAIExchange.Ask(InputMessage.Assistant(new ToolResultBlock("1", "n", "r"))), "tool results in user");
        yield return new TestCaseData(
            OpenAIExchange.Ask(InputMessage.User(FileBlock.FromUrl(new Uri("https://f.test/a.pdf"), "application/pdf"))), "'application/pdf'");
        yield return new TestCaseData(
            OpenAIExchange.Ask(InputMessage.User(FileBlock.FromBase64("aGk=", "application/x-own"))), "extension is not known");
        yield return new TestCaseData(
            new ModelRequest { Messages = [], Tools = new ToolOffer { Tools = [], ProviderTools = [new ProviderTool(Json("{}"))] } }, "provider_tools");
        yield return new TestCaseData(
            new ModelRequest { Messages = [], ExtraBody = [ExtraBody.Delete("no-slash")] }, "must start with '/'");
    }

    [TestCaseSource(nameof(Requests))]
    public async Task A_request_is_written_word_for_word(ModelRequest request, string body) => await SendAsync(request, body);

    [TestCaseSource(nameof(JsonModes))]
    public async Task Json_is_asked_for(JsonMode mode, string model, string? system, string user, string messages, string? format) =>
        await SendAsync(
            new ModelRequest { System = system, Messages = [InputMessage.User(user)], JsonMode = mode, OutputSchema = Json("""{"type":"object"}""") },
            $$"""{"model":"{{model}}","messages":[{{messages}}],"stream":false{{(format is null ? "" : $",\"response_format\":{format}")}}}""",
            model);

    [TestCaseSource(nameof(ToolChoices))]
    public async Task Tools_and_the_choice_among_them_are_written(ToolChoice choice, string[]? allowed, string expected) =>
        await SendAsync(
            new ModelRequest
            {
                Messages = [InputMessage.User("Hi")],
                Tools = new ToolOffer { Tools = [Weather, Time], AllowedNames = allowed, Choice = choice },
            },
            $$$$$"""
            {"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"stream":false,"tools":[
              {"type":"function","function":{"name":"get_weather","description":"Gets the weather","parameters":{"type":"object"},"strict":true}},
              {"type":"function","function":{"name":"get_time","description":"Gets the time","parameters":{"type":"object","properties":{}}}}],
             "tool_choice":{{{{{expected}}}}}}
            """);

    [TestCase("gpt-5-mini", true, ",\"parallel_tool_calls\":true")]
    [TestCase("gpt-5-mini", false, ",\"parallel_tool_calls\":false")]
    [TestCase("o1", false, "")]
    [TestCase("o1", true, ",\"parallel_tool_calls\":true")]
    public async Task Parallel_calls_are_asked_for_where_the_model_can_be_asked(string model, bool parallel, string expected) =>
        await SendAsync(
            new ModelRequest { Messages = [InputMessage.User("Hi")], Tools = new ToolOffer { Tools = [Time], ParallelToolCalls = parallel } },
            $$$$$"""
            {"model":"{{{{{model}}}}}","messages":[{"role":"user","content":"Hi"}],"stream":false,"tools":[
              {"type":"function","function":{"name":"get_time","description":"Gets the time","parameters":{"type":"object","properties":{}}}}],
             "tool_choice":"auto"{{{{{expected}}}}}}
            """,
            model);

    [Test]
    public async Task An_offer_of_no_tools_is_not_mentioned() =>
        await SendAsync(
            new ModelRequest { Messages = [InputMessage.User("Hi")], Tools = new ToolOffer { Tools = [] } },
            """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"stream":false}""");

    [Test]
    public async Task O1_mini_is_given_its_system_prompt_by_the_user() =>
        await SendAsync(
            new ModelRequest { System = "Be nice", Messages = [InputMessage.User("Hi")] },
            """{"model":"o1-mini","messages":[{"role":"user","content":"Be nice"},{"role":"user","content":"Hi"}],"stream":false}""",
            "o1-mini");

    [Test]
    public async Task Content_type_overrides_change_the_part()
    {
        var handler = new VerbatimHttpHandler
        {
            Body = """
                {"model":"gpt-5-mini","messages":[{"role":"user","content":[
                  {"type":"image_url","image_url":{"url":"data:application/pdf;base64,aGk="}}]}],"stream":false}
                """,
            Reply = Answer,
        };
        var provider = OpenAIExchange.Provider(handler, overrides: new() { ["application/pdf"] = FilePartKind.ImageUrl });

        await provider.InferAsync(
            OpenAIExchange.Ask(InputMessage.User(FileBlock.FromBase64("aGk=", "application/pdf"))), OpenAIExchange.Call(), CancellationToken.None);

        Assert.That(handler.Requests, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Refused))]
    public void What_the_wire_cannot_say_is_refused_before_sending(ModelRequest request, string message)
    {
        var handler = new VerbatimHttpHandler();
        var error = Assert.ThrowsAsync<ProviderException>(
            async () => await OpenAIExchange.Provider(handler).InferAsync(request, OpenAIExchange.Call(), CancellationToken.None));

        Assert.Multiple(() =>
        {
            Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.UnsupportedRequest));
            Assert.That(error.Message, Does.Contain(message));
            Assert.That(handler.Requests, Is.Zero);
        });
    }

    [Test]
    public async Task A_refused_request_leaves_nothing_behind_for_the_next()
    {
        Assert.That(
            async () => await SendAsync(OpenAIExchange.Ask(InputMessage.User("x", new ToolCallBlock("1", "n", "{}"))), "{}"),
            Throws.InstanceOf<ProviderException>());

        await SendAsync(
            OpenAIExchange.Ask(InputMessage.User("Hi")), """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"stream":false}""");
    }

    [TestCase(null, "https://api.openai.com/v1/chat/completions", 0)]
    [TestCase("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions", 0)]
    [TestCase("http://localhost:11434/v1/", "http://localhost:11434/v1/chat/completions", 0)]
    [TestCase("http://localhost:11434", "http://localhost:11434/chat/completions", 0)]
    [TestCase("https://x.test/v1/?api-version=1", "https://x.test/v1/chat/completions?api-version=1", 0)]
    [TestCase("https://x.test/v1/chat/completions", "https://x.test/v1/chat/completions/chat/completions", 1)]
    [TestCase("https://x.test/v1/chat/completions/", "https://x.test/v1/chat/completions/chat/completions", 1)]
    public async Task The_address_is_completed(string? apiBase, string url, int warnings)
    {
        var logger = new CountingLogger();
        var handler = new VerbatimHttpHandler { Url = url, Headers = new() { ["Authorization"] = "Bearer " + OpenAIExchange.Key }, Reply = Answer };

        await OpenAIExchange.Provider(handler, logger: logger, apiBase: apiBase)
            .InferAsync(OpenAIExchange.Ask(InputMessage.User("Hi")), OpenAIExchange.Call(), CancellationToken.None);

        Assert.That(logger.Warnings, Has.Count.EqualTo(warnings));
    }

    [Test]
    public async Task What_is_ignored_is_warned_about_without_its_content()
    {
        var logger = new CountingLogger();
        var request = new ModelRequest
        {
            Messages = [InputMessage.User("Hi", new ThoughtBlock("secret")), InputMessage.Assistant(new ThoughtBlock("secret"))],
            Params = new ChatCompletionParams { ThinkingBudgetTokens = 1 },
        };

        await OpenAIExchange.Provider(new VerbatimHttpHandler { Reply = Answer }, logger: logger)
            .InferAsync(request, OpenAIExchange.Call(), CancellationToken.None);

        Assert.That(logger.Warnings, Has.Count.EqualTo(3).And.None.Contains("secret"));
    }

    private static TestCaseData Case(string name, ModelRequest request, string body) => new TestCaseData(request, body).SetArgDisplayNames(name);

    private static TestCaseData JsonCase(JsonMode mode, string model, string? system, string user, string messages, string? format) =>
        new TestCaseData(mode, model, system, user, messages, format).SetArgDisplayNames($"{mode}", model, system ?? "no system", user);

    private static JsonElement Json(string json) => JsonElements.ParseElement(Encoding.UTF8.GetBytes(json));

    private static async Task SendAsync(ModelRequest request, string body, string model = "gpt-5-mini")
    {
        var call = OpenAIExchange.Call();
        if (request.Stream)
        {
            var stream = new VerbatimHttpHandler { Body = body, ContentType = "text/event-stream", Reply = "data: [DONE]\n\n" };
            await foreach (var _ in OpenAIExchange.Provider(stream, model).InferStreamingAsync(request, call, CancellationToken.None))
            {
                Assert.Fail("a chunk without one");
            }
        }
        else
        {
            await OpenAIExchange.Provider(new VerbatimHttpHandler { Body = body, Reply = Answer }, model)
                .InferAsync(request, call, CancellationToken.None);
        }

        Assert.That(VerbatimHttpHandler.Normalize(Encoding.UTF8.GetString(call.RawRequest.Span)), Is.EqualTo(VerbatimHttpHandler.Normalize(body)));
    }
}
