using System.Text.Json;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Evaluations.Evaluators;

namespace TensorZero.Embedded.Evaluations.Tests.Evaluators;

internal sealed class EvaluatorTests
{
    [TestCase("a b", "a b", true)]
    [TestCase("a b", "a  b", false)]
    [TestCase("a", "A", false)]
    public async Task Exact_match_compares_texts(string reference, string answer, bool passes) =>
        Assert.That(await ScoreAsync(new ExactMatchEvaluator("e"), Chat(DatapointOutput.FromText(reference), new TextBlock(answer))), Is.EqualTo(passes ? 1 : 0));

    [Test]
    public async Task Exact_match_leaves_out_thoughts_and_the_ids_of_tool_calls_but_not_the_order()
    {
        var reference = DatapointOutput.FromContent(new TextBlock("x"), new ToolCallBlock("1", "t", """{"a": 1, "b": 2}""") { Arguments = Json("""{"a": 1, "b": 2}""") });
        var call = new ToolCallBlock("other", "t", "...") { Arguments = Json("""{"b": 2, "a": 1}""") };

        Assert.That(await ScoreAsync(new ExactMatchEvaluator("e"), Chat(reference, new ThoughtBlock("hm"), new TextBlock("x"), call)), Is.EqualTo(1));
        Assert.That(await ScoreAsync(new ExactMatchEvaluator("e"), Chat(reference, call, new TextBlock("x"))), Is.EqualTo(0));
    }

    [TestCase("""{"a": 1, "b": [1, 2]}""", """{ "b": [1, 2], "a": 1 }""", 1.0)]
    [TestCase("""{"a": 1}""", """{"a": 2}""", 0.0)]
    [TestCase("""{"a": 1}""", null, 0.0)]
    [TestCase(null, """{"a": 1}""", null)]
    public async Task Exact_match_compares_parsed_values(string? reference, string? answer, double? score) => Assert.That(
        await ScoreAsync(new ExactMatchEvaluator("e"), new EvaluatedAnswer
        {
            Datapoint = Datapoint(Output(reference)),
            Response = Response() is var response && answer is null
                ? With(response, new JsonOutput("nonsense", null))
                : With(response, new JsonOutput(answer, Json(answer!))),
            VariantName = "v",
        }),
        Is.EqualTo(score));

    [TestCase("^a", null, "abc", true)]
    [TestCase("^a", null, "bca", false)]
    [TestCase(null, "c", "abc", false)]
    [TestCase("a", "d", "abc", true)]
    [TestCase("a", "c", "abc", false)]
    public async Task Regex_looks_for_its_patterns(string? must, string? mustNot, string text, bool passes) =>
        Assert.That(await ScoreAsync(new RegexEvaluator("e", must, mustNot), Chat(null, new TextBlock(text))), Is.EqualTo(passes ? 1 : 0));

    [Test]
    public async Task Regex_joins_all_texts_and_nothing_else() => Assert.That(
        await ScoreAsync(new RegexEvaluator("e", "^ab$", null), Chat(null, new TextBlock("a"), new ThoughtBlock("x"), new TextBlock("b"))), Is.EqualTo(1));

    [TestCase(ToolUseBehavior.None, "", "", true)]
    [TestCase(ToolUseBehavior.None, "", "x", false)]
    [TestCase(ToolUseBehavior.Any, "", "x", true)]
    [TestCase(ToolUseBehavior.Any, "", "", false)]
    [TestCase(ToolUseBehavior.NoneOf, "a b", "c", true)]
    [TestCase(ToolUseBehavior.NoneOf, "a b", "c b", false)]
    [TestCase(ToolUseBehavior.AnyOf, "a b", "b", true)]
    [TestCase(ToolUseBehavior.AnyOf, "a b", "c", false)]
    [TestCase(ToolUseBehavior.AllOf, "a b", "b a c", true)]
    [TestCase(ToolUseBehavior.AllOf, "a b", "a", false)]
    [TestCase(ToolUseBehavior.AllOf, "a a", "a", false)]
    [TestCase(ToolUseBehavior.AllOf, "a a", "a a", true)]
    public async Task Tool_use_looks_at_the_tools_called(object behavior, string tools, string called, bool passes) => Assert.That(
        await ScoreAsync(
            new ToolUseEvaluator("e", (ToolUseBehavior)behavior, tools.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            Chat(null, [new TextBlock("x"), .. called.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(tool => new ToolCallBlock("1", tool, "{}"))])),
        Is.EqualTo(passes ? 1 : 0));

    private static async Task<double?> ScoreAsync(IEvaluator evaluator, EvaluatedAnswer answer) =>
        (await evaluator.EvaluateAsync(answer, CancellationToken.None)).Value;

    private static EvaluatedAnswer Chat(DatapointOutput? reference, params IReadOnlyList<ContentBlock> content) =>
        new() { Datapoint = Datapoint(reference), Response = Response(content), VariantName = "v" };

    private static InferenceResponse Response(params IReadOnlyList<ContentBlock> content) =>
        new() { InferenceId = TestIds.Next(), EpisodeId = TestIds.Next(), VariantName = "v", Content = content };

    private static InferenceResponse With(InferenceResponse response, JsonOutput output) =>
        new() { InferenceId = response.InferenceId, EpisodeId = response.EpisodeId, VariantName = "v", Output = output };

    private static DatapointOutput Output(string? json) =>
        json is null ? DatapointOutput.FromJson("no json") : DatapointOutput.Of(new StoredOutput([], new JsonOutput(json, Json(json))))!;

    private static Datapoint Datapoint(DatapointOutput? output) => new()
    {
        Id = TestIds.Next(),
        DatasetName = "d",
        FunctionName = "f",
        FunctionType = FunctionType.Chat,
        Input = new InferenceInput(),
        Output = output,
        Tags = new Dictionary<string, string>(),
        IsCustom = true,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        ConfigurationHash = "",
    };

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
