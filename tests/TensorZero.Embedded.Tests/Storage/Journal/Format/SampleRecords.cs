using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Journal.Format;

/// <summary>
/// A record of each kind with every property set, and the plainest one of each. What stands in files has these values, so they never change; a
/// property that comes later has its default here.
/// </summary>
internal static class SampleRecords
{
    public static IReadOnlyList<Record> All { get; } = [PlainInference(), FullInference(), .. Feedback(), Snapshot()];

    private static InferenceRecord PlainInference() => new()
    {
        Id = Id(1),
        FunctionName = "greet",
        FunctionType = FunctionType.Chat,
        VariantName = "plain",
        EpisodeId = Id(2),
        Status = InferenceStatus.Succeeded,
        ProcessingTime = TimeSpan.FromMilliseconds(12),
        SnapshotHash = "c0ffee",
    };

    private static InferenceRecord FullInference() => new()
    {
        Id = Id(3),
        FunctionName = "extract é 😀",
        FunctionType = FunctionType.Json,
        VariantName = null,
        EpisodeId = Id(4),
        Status = InferenceStatus.Abandoned,
        Error = "All variants failed.",
        Input = new InferenceInput
        {
            System = SystemPrompt.FromArguments(Json("""{"name":"Ada"}""")),
            Messages = [new InputMessage(Role.User, [new TextBlock("Hi\0!"), new RawTextBlock("raw"), .. Blocks()]), InputMessage.User("Again")],
        },
        Content = [.. Blocks()],
        JsonOutput = new JsonOutput("{ \"a\": 1 }", Json("""{ "a": 1 }""")),
        OutputSchema = Json("""{"type":"object"}"""),
        ToolParams = new ToolParamsRecord(
            [new ToolDefinition("search", "Searches.", Json("""{"type":"object","properties":{}}"""), true)],
            [new ToolDefinition("extra", "", Json("{}"), false)],
            [new ProviderTool(Json("""{"type":"web_search"}"""), "gpt", "openai")],
            ["search"],
            ToolChoice.Specific("search"),
            false),
        InferenceParams = new ChatCompletionParams
        {
            Temperature = 0.5,
            TopP = 0.25,
            PresencePenalty = -1,
            FrequencyPenalty = 2,
            MaxTokens = 100,
            ThinkingBudgetTokens = 7,
            Seed = long.MinValue,
            JsonMode = JsonMode.Strict,
            StopSequences = ["\n", "END"],
            ServiceTier = ServiceTier.Flex,
            ReasoningEffort = "low",
            Verbosity = "high",
        },
        Tags = new Dictionary<string, string> { ["user"] = "7", ["käse"] = "" },
        ExtraBody =
        [
            ExtraBody.Set("/a/b", Json("[1,2]")) with { VariantName = "v" },
            ExtraBody.Delete("/c") with { ModelName = "gpt", ProviderName = "openai" },
        ],
        ProcessingTime = TimeSpan.FromTicks(123_456_789),
        TimeToFirstToken = TimeSpan.FromMilliseconds(3),
        SnapshotHash = "decaf",
        ModelInferences =
        [
            new ModelInferenceRecord
            {
                Id = Id(5),
                ModelName = "gpt",
                ProviderName = "openai",
                ProviderType = "openai",
                System = "Be kind.",
                InputMessages = [InputMessage.User("Hi")],
                Output = [new TextBlock("Hello.")],
                RawRequest = Encoding.UTF8.GetBytes("{\"model\":\"gpt\"}"),
                RawResponse = new byte[] { 0, 255, 1 },
                Usage = new Usage(10, 2, 4, 1, 0.0000123m),
                ResponseTime = TimeSpan.FromMilliseconds(11),
                TimeToFirstToken = TimeSpan.FromMilliseconds(2),
                FinishReason = FinishReason.Stop,
                Cached = true,
            },
            new ModelInferenceRecord { Id = Id(6), ModelName = "m", ProviderName = "p", ProviderType = "t" },
        ],
        FailedCalls =
        [
            new FailedCallRecord
            {
                Id = Id(7),
                VariantName = "plain",
                ModelName = "gpt",
                ProviderName = "azure",
                ProviderType = "azure",
                Failure = "error_reply",
                Error = "azure answered 503.",
                StatusCode = 503,
                RawRequest = new byte[] { 1 },
                RawResponse = new byte[] { 2 },
                ResponseTime = TimeSpan.FromMilliseconds(3),
            },
        ],
    };

    private static IEnumerable<ContentBlock> Blocks() =>
    [
        new TextBlock("Hello."),
        new TemplateBlock("greeting", Json("""{"name":"Ada"}""")),
        new ThoughtBlock("I think", "signed") { ProviderType = "anthropic", Summary = ["so"], ExtraData = Json("true") },
        new ToolCallBlock("call-1", "search", "{}") { Name = "search", Arguments = Json("{}") },
        new ToolResultBlock("call-1", "search", "found"),
        FileBlock.FromUrl(new Uri("https://example.com/a.png"), "image/png"),
        FileBlock.FromBase64("image/png", "AAAA") with { FileName = "a.png" },
        new UnknownBlock(Json("""{"type":"new"}"""), "gpt", "openai"),
    ];

    private static IEnumerable<FeedbackRecord> Feedback() =>
    [
        new FeedbackRecord
        {
            Id = Id(8), TargetId = Id(1), Kind = FeedbackKind.Boolean, Level = FeedbackLevel.Inference, MetricName = "kept", BooleanValue = true,
            Tags = new Dictionary<string, string> { ["by"] = "Ada" }, SnapshotHash = "c0ffee",
        },
        new FeedbackRecord
        {
            Id = Id(9), TargetId = Id(2), Kind = FeedbackKind.Float, Level = FeedbackLevel.Episode, MetricName = "score", FloatValue = -0.0,
            SnapshotHash = "c0ffee",
        },
        new FeedbackRecord
        {
            Id = Id(10), TargetId = Id(2), Kind = FeedbackKind.Comment, Level = FeedbackLevel.Episode, Comment = "Too long.", SnapshotHash = "c0ffee",
        },
        new FeedbackRecord
        {
            Id = Id(11), TargetId = Id(1), Kind = FeedbackKind.Demonstration, Level = FeedbackLevel.Inference,
            Demonstration = Json("""[{"type":"text","text":"Hi"}]"""), SnapshotHash = "c0ffee",
        },
    ];

    private static ConfigSnapshotRecord Snapshot() =>
        new() { Id = Id(12), Hash = "c0ffee", CanonicalText = "[gateway]\n", LibraryVersion = "0.1.0" };

    private static Guid Id(int number) => new($"019ac9f0-0000-7000-8000-{number:d12}");

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
