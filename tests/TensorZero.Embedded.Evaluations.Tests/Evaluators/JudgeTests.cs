using System.Text.Json;
using System.Text.Json.Nodes;
using TensorZero.Embedded.Evaluations.Tests.Running;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Evaluations.Tests.Evaluators;

/// <summary>What judges are shown, verbatim, and what their answers become.</summary>
internal sealed class JudgeTests
{
    private const string Toml =
        """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "openai"
        model_name = "x"
        api_base = "URL"
        api_key_location = "none"

        [functions.ask]
        type = "chat"
        schemas.topic.path.__tensorzero_remapped_path = "topic.json"
        schemas.topic.path.__data = '{"type": "object"}'

        [functions.ask.variants.v]
        type = "chat_completion"
        model = "m"
        templates.topic.path.__tensorzero_remapped_path = "topic.minijinja"
        templates.topic.path.__data = "Tell me about {{ name }}"

        [functions.ask.evaluators.judge]
        type = "llm_judge"
        input_format = "FORMAT"
        output_type = "TYPE"
        optimize = "max"
        include = { reference_output = REFERENCE }

        [functions.ask.evaluators.judge.variants.j]
        type = "chat_completion"
        model = "m"
        system_instructions.__tensorzero_remapped_path = "judge.txt"
        system_instructions.__data = "Judge it."
        json_mode = "strict"
        """;

    private static readonly InferenceInput Question = new()
    {
        System = "Be brief.",
        Messages =
        [
            InputMessage.User("Hello"),
            InputMessage.Assistant("Hi"),
            InputMessage.User(new TemplateBlock("topic", new JsonObject { ["name"] = "tea" })),
        ],
    };

    [Test]
    public async Task A_serialized_judge_sees_one_text_with_the_conversation_and_both_outputs()
    {
        var (asked, _) = await JudgeAsync("serialized", "boolean", hasReference: true, """{"score": true}""");

        Assert.That(asked, Is.EqualTo(new[]
        {
            ("system", "Judge it."),
            ("user", """
                # Input

                {"system":"Be brief.","messages":[{"role":"user","content":[{"type":"text","text":"Hello"}]},{"role":"assistant","content":[{"type":"text","text":"Hi"}]},{"role":"user","content":[{"type":"template","name":"topic","arguments":{"name":"tea"}}]}]}

                # Generated output

                [{"type":"text","text":"Tea is a drink."}]

                # Reference output

                [{"type":"text","text":"A drink."}]
                """),
        }));
    }

    [Test]
    public async Task A_judge_by_messages_sees_the_conversation_as_it_was()
    {
        var (asked, _) = await JudgeAsync("messages", "boolean", hasReference: true, """{"score": true}""");

        Assert.That(asked, Is.EqualTo(new[]
        {
            ("system", "Judge it."),
            ("user", "Be brief."),
            ("user", "Hello"),
            ("assistant", "Hi"),
            ("user", """{"name":"topic","arguments":{"name":"tea"}}"""),
            ("user", """
                # Generated Output

                [{"type":"text","text":"Tea is a drink."}]

                # Reference Output

                [{"type":"text","text":"A drink."}]
                """),
        }));
    }

    [TestCase("boolean", """{"score": false}""", 0.0, null)]
    [TestCase("float", """{"score": 0.25}""", 0.25, null)]
    [TestCase("float", """{"score": 7}""", 7.0, null)]
    [TestCase("boolean", """{"score": 1}""", null, "The judge's answer is no JSON object with a `score`.")]
    [TestCase("float", "I like it", null, "The judge's answer is no JSON object with a `score`.")]
    [TestCase("float", """{"points": 3}""", null, "The judge's answer is no JSON object with a `score`.")]
    public async Task A_judges_answer_is_a_score_or_an_error(string type, string answer, double? value, string? error)
    {
        var (_, score) = await JudgeAsync("serialized", type, hasReference: false, answer);

        Assert.That((score.Value, score.Error), Is.EqualTo((value, error)));
    }

    [Test]
    public async Task A_persons_verdict_about_the_same_answer_counts_in_place_of_the_judge()
    {
        await using var world = EvaluationWorld.Start();
        var dataset = await world.CreateAsync(3);
        var request = new EvaluationRequest { FunctionName = "sort", Dataset = dataset, Variants = ["good"], EvaluatorNames = ["judge"] };
        var first = await world.Runner.RunAsync(request);
        var row = first.Runs[0].Rows[1];
        await world.Engine.Feedback.SendAsync(new FeedbackRequest
        {
            MetricName = "tensorzero::function_name::sort::evaluator_name::judge",
            Value = JsonElement.Parse("false"),
            InferenceId = row.InferenceId,
            Internal = true,
            Tags = new Dictionary<string, string>
            {
                ["tensorzero::human_feedback"] = "true",
                ["tensorzero::datapoint_id"] = row.DatapointId.ToString(),
                ["tensorzero::evaluator_inference_id"] = row.Scores["judge"].EvaluatorInferenceId.ToString()!,
            },
        });
        await world.Engine.FlushAsync();
        var calls = world.Calls;

        var second = await world.Runner.RunAsync(request);

        var score = second.Runs[0].Rows[1].Scores["judge"];
        Assert.Multiple(() =>
        {
            Assert.That((score.Value, score.IsFromPerson), Is.EqualTo((0.0, true)));
            Assert.That(score.EvaluatorInferenceId, Is.EqualTo(row.Scores["judge"].EvaluatorInferenceId));
            Assert.That(second.Runs[0].Rows[0].Scores["judge"].IsFromPerson, Is.False);
            Assert.That(world.Calls - calls, Is.EqualTo(5), "three answers, two judgements");
        });
        Assert.That(
            await world.RowsAsync("SELECT COUNT(*) FROM boolean_metric_feedback WHERE json_extract(tags, '$.\"tensorzero::derived_from_human_feedback\"') = 'true'"),
            Is.EqualTo(new[] { "1" }));
    }

    private static async Task<(IReadOnlyList<(string Role, string Text)> Asked, Score Score)> JudgeAsync(
        string format, string type, bool hasReference, string answer)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(request =>
            OpenAIReplies.Whole(request.Body.Contains("Judge it.", StringComparison.Ordinal) ? answer : "Tea is a drink.")));
        var toml = Toml
            .Replace("URL", $"{server.Url}v1/", StringComparison.Ordinal)
            .Replace("FORMAT", format, StringComparison.Ordinal)
            .Replace("TYPE", type, StringComparison.Ordinal)
            .Replace("REFERENCE", hasReference ? "true" : "false", StringComparison.Ordinal);
        await using var world = EngineWorld.Start(toml);
        _ = await world.Engine.Datasets.CreateAsync(
            "questions", [new NewDatapoint { FunctionName = "ask", Input = Question, Output = DatapointOutput.FromText("A drink.") }]);
        var result = await new EvaluationRunner(world.Engine).RunAsync(
            new EvaluationRequest { FunctionName = "ask", Dataset = EvaluationDataset.Stored("questions"), Variants = ["v"] });
        var body = JsonNode.Parse(server.Requests[^1].Body)!;
        return (
            [.. body["messages"]!.AsArray().Select(message => (message!["role"]!.GetValue<string>(), TextOf(message["content"]!)))],
            result.Runs[0].Rows[0].Scores["judge"]);
    }

    private static string TextOf(JsonNode content) =>
        content is JsonArray blocks ? string.Concat(blocks.Select(block => block!["text"]!.GetValue<string>())) : content.GetValue<string>();
}
