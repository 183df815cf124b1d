using System.Text.Json;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Anthropic;
using TensorZero.Embedded.Tests.Providers.Http;
using static TensorZero.Embedded.Tests.Providers.Anthropic.AnthropicExchange;

namespace TensorZero.Embedded.Tests.Providers.Anthropic;

public class AnthropicRequestTests
{
    [TestCaseSource(typeof(AnthropicRequestCases))]
    public async Task A_request_goes_out_word_for_word(object request, string body, object options)
    {
        var handler = new VerbatimHttpHandler
        {
            Url = "https://api.anthropic.com/v1/messages",
            Headers = new()
            {
                ["x-api-key"] = Key,
                ["anthropic-version"] = "2023-06-01",
                ["Content-Type"] = "application/json",
                ["Authorization"] = null,
            },
            Body = body,
            Reply = SmallReply,
        };
        var call = Call();

        await InferAsync(handler, (ModelRequest)request, call, (AnthropicProviderOptions)options);

        Assert.That(handler.Requests, Is.EqualTo(1));
        Assert.That(JsonElement.DeepEquals(JsonElement.Parse(call.RawRequest.Span), JsonElement.Parse(body)));
    }

    [TestCase("https://proxy.test/anthropic/v1/", "https://proxy.test/anthropic/v1/messages")]
    [TestCase("https://proxy.test/anthropic/v1", "https://proxy.test/anthropic/v1/messages")]
    [TestCase("https://proxy.test/v1/messages", "https://proxy.test/v1/messages")]
    [TestCase("https://proxy.test/v1/messages/", "https://proxy.test/v1/messages")]
    [TestCase("http://localhost:8080", "http://localhost:8080/messages")]
    [TestCase("https://proxy.test/v1?key=1", "https://proxy.test/v1/messages?key=1")]
    public async Task The_address_can_be_another_one(string apiBase, string url)
    {
        var handler = new VerbatimHttpHandler { Url = url, Reply = SmallReply };

        await InferAsync(handler, Ask(), options: Options(apiBase: apiBase));

        Assert.That(handler.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task Extra_headers_are_sent()
    {
        var request = new ModelRequest
        {
            Messages = [InputMessage.User("Hi")],
            ExtraHeaders = [ExtraHeader.Set("anthropic-beta", "x-2026")],
        };
        var handler = new VerbatimHttpHandler { Headers = new() { ["anthropic-beta"] = "x-2026" }, Reply = SmallReply };

        await InferAsync(handler, request);

        Assert.That(handler.Requests, Is.EqualTo(1));
    }

    [TestCase("claude-3-haiku-20240307", 4_096)]
    [TestCase("claude-3-5-sonnet-latest", 8_192)]
    [TestCase("claude-3-7-sonnet-20250219", 64_000)]
    [TestCase("claude-sonnet-4-20250514", 64_000)]
    [TestCase("claude-sonnet-4-0", 64_000)]
    [TestCase("claude-haiku-4-5-20251001", 64_000)]
    [TestCase("claude-opus-4-20250514", 32_000)]
    [TestCase("claude-opus-4-1", 32_000)]
    [TestCase("claude-opus-4-1-20250805", 32_000)]
    [TestCase("claude-opus-4-5", 64_000)]
    [TestCase("claude-opus-4-6", 128_000)]
    [TestCase("claude-opus-4-10", null)]
    [TestCase("claude-sonnet-4-0-next", null)]
    [TestCase("my-claude", null)]
    public void The_token_limits_of_the_known_models_are_known(string modelName, int? limit) =>
        Assert.That(OutputTokenLimits.Find(modelName), Is.EqualTo(limit));

    [Test]
    public void Max_tokens_is_asked_for_when_the_model_is_unknown() =>
        Assert.That(
            Refuses(Ask(), Options("my-claude")),
            Does.Contain("doesn't know the output token limit for `my-claude`").And.Contain("set it in the variant or in the request"));

    private static IEnumerable<TestCaseData> ImpossibleRequests()
    {
        yield return Impossible("No messages", new ModelRequest { Messages = [] }, "at least one message");
        yield return Impossible(
            "Two ways to think",
            new ModelRequest { Messages = [InputMessage.User("Hi")], Params = new() { ReasoningEffort = "low", ThinkingBudgetTokens = 1 } },
            "not both");
        yield return Impossible("Arguments that are no object", Assistant(new ToolCallBlock("1", "t", "[1]")), "a JSON object");
        yield return Impossible("Arguments that are no JSON", Assistant(new ToolCallBlock("1", "t", "{secret")), "valid JSON");
        yield return Impossible("Arguments with more behind them", Assistant(new ToolCallBlock("1", "t", "{} secret")), "valid JSON");
        yield return Impossible(
            "Arguments with half a character", Assistant(new ToolCallBlock("1", "t", "{\"secret\":\"\ud83e\"}")), "valid JSON");
        yield return Impossible("A file of unknown type", Assistant(FileBlock.FromUrl(new Uri("https://secret.test/a"))), "media type");
        yield return Impossible("A text that is no base64", Assistant(FileBlock.FromBase64("secret!", "text/plain")), "base64");
        yield return Impossible("A text that is no UTF-8", Assistant(FileBlock.FromBytes([0xFF], "text/plain")), "UTF-8");
        yield return Impossible("A block that was not rendered", Assistant(new RawTextBlock("secret")), "RawTextBlock");
    }

    [TestCaseSource(nameof(ImpossibleRequests))]
    public void What_cannot_be_expressed_is_refused_before_anything_is_sent(object request, string reason) =>
        Assert.That(Refuses((ModelRequest)request), Does.Contain(reason).And.Not.Contain("secret"));

    [Test]
    public async Task Ignored_parameters_are_warned_of()
    {
        var logger = new CountingLogger();
        var image = FileBlock.FromBase64("AAEC", "image/png") with { Detail = "low" };
        var request = new ModelRequest
        {
            Messages = [InputMessage.User(image)],
            Params = new()
            {
                Seed = 1,
                PresencePenalty = 1,
                FrequencyPenalty = 1,
                Verbosity = "low",
                ServiceTier = ServiceTier.Flex,
                Temperature = 1,
            },
        };

        await InferAsync(new VerbatimHttpHandler { Reply = SmallReply }, request, logger: logger);

        Assert.That(
            logger.Warnings,
            Is.EqualTo(
                new[] { "seed", "presence_penalty", "frequency_penalty", "verbosity", "service_tier = \"flex\"", "detail (of an image)" }
                    .Select(name => $"The provider 'my-provider' of the model 'my-model' ignores {name}: Anthropic does not know it")));
    }

    private static TestCaseData Impossible(string name, object request, string reason) =>
        new TestCaseData(request, reason).SetArgDisplayNames(name);

    private static ModelRequest Assistant(ContentBlock block) => new() { Messages = [InputMessage.Assistant(block)] };

    private static string Refuses(ModelRequest request, AnthropicProviderOptions? options = null)
    {
        var handler = new VerbatimHttpHandler();
        var error = Assert.ThrowsAsync<ProviderException>(async () => await InferAsync(handler, request, options: options));
        Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.UnsupportedRequest));
        Assert.That(handler.Requests, Is.Zero);
        return error.Message;
    }
}
