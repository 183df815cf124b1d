using System.Text;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.OpenAI;
using TensorZero.Embedded.Tests.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.OpenAI;

/// <summary>Requests, word for word.</summary>
public class OpenAIRequestTests
{
    private const string Answer = """{"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}""";

    [TestCaseSource(typeof(OpenAIRequestCases), nameof(OpenAIRequestCases.Requests))]
    public async Task A_request_is_written_word_for_word(ModelRequest request, string body) => await SendAsync(request, body);

    [TestCaseSource(typeof(OpenAIRequestCases), nameof(OpenAIRequestCases.JsonModes))]
    public async Task Json_is_asked_for(JsonMode mode, string model, string? system, string user, string messages, string? format) =>
        await SendAsync(
            new ModelRequest { System = system, Messages = [InputMessage.User(user)], JsonMode = mode, OutputSchema = OpenAIRequestCases.Weather.Parameters },
            OpenAIRequestCases.JsonBody(model, messages, format),
            model);

    [TestCaseSource(typeof(OpenAIRequestCases), nameof(OpenAIRequestCases.ToolChoices))]
    public async Task Tools_and_the_choice_among_them_are_written(ToolChoice choice, string[]? allowed, string expected) =>
        await SendAsync(
            new ModelRequest
            {
                Messages = [InputMessage.User("Hi")],
                Tools = new ToolOffer { Tools = [OpenAIRequestCases.Weather, OpenAIRequestCases.Time], AllowedNames = allowed, Choice = choice },
            },
            OpenAIRequestCases.ToolBody(expected));

    [TestCase("gpt-5-mini", true, ",\"parallel_tool_calls\":true")]
    [TestCase("gpt-5-mini", false, ",\"parallel_tool_calls\":false")]
    [TestCase("o1", false, "")]
    [TestCase("o1", true, ",\"parallel_tool_calls\":true")]
    public async Task Parallel_calls_are_asked_for_where_the_model_can_be_asked(string model, bool parallel, string expected) =>
        await SendAsync(
            new ModelRequest { Messages = [InputMessage.User("Hi")], Tools = new ToolOffer { Tools = [OpenAIRequestCases.Time], ParallelToolCalls = parallel } },
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

    [TestCaseSource(typeof(OpenAIRequestCases), nameof(OpenAIRequestCases.Refused))]
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
