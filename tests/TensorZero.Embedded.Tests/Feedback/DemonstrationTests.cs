using System.Text.Json;
using TensorZero.Embedded.Feedback;

namespace TensorZero.Embedded.Tests.Feedback;

internal sealed class DemonstrationTests
{
    private FeedbackScene _scene = null!;

    [SetUp]
    public async Task Start() => _scene = await FeedbackScene.StartAsync();

    [TearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    [Test]
    public async Task A_text_is_a_chat_functions_answer()
    {
        var output = await DemonstrateAsync("plain", id => FeedbackRequest.Demonstration("Good day", id));

        Assert.That(output.Content, Is.EqualTo(new ContentBlock[] { new TextBlock("Good day") }));
    }

    [Test]
    public async Task A_call_of_a_tool_that_was_on_offer_is_checked_and_recorded()
    {
        var output = await DemonstrateAsync(
            "assist", id => FeedbackRequest.Demonstration(["Let me see.", new ToolCallBlock("c1", "weather", """{"city": "Rome"}""")], id));

        Assert.That(output.Content[0], Is.EqualTo(new TextBlock("Let me see.")));
        var call = (ToolCallBlock)output.Content[1];
        Assert.That((call.Id, call.RawName, call.Name), Is.EqualTo(("c1", "weather", "weather")));
        Assert.That(call.Arguments!.Value.GetProperty("city").GetString(), Is.EqualTo("Rome"));
    }

    [Test]
    public async Task The_tools_are_those_of_the_inference_not_of_the_function()
    {
        var lookup = new ToolDefinition("lookup", "Looks up.", FeedbackScene.Json("""{"type": "object"}"""));
        var response = await _scene.Engine.Inference.InferAsync(
            new InferenceRequest { FunctionName = "plain", AdditionalTools = [lookup] });

        await _scene.Client.SendAsync(FeedbackRequest.Demonstration([new ToolCallBlock("c1", "lookup", "{}")], response.InferenceId));

        Assert.That(await _scene.RecordedAsync(response.InferenceId), Has.Count.EqualTo(1));
    }

    [TestCase("plain",
        """[{"type": "tool_call", "id": "1", "name": "weather", "arguments": {"city": "Rome"}}]""",
        "invalid tool name: the inference had no tools")]
    [TestCase("assist",
        """[{"type": "tool_call", "id": "1", "name": "whether", "arguments": {"city": "Rome"}}]""",
        "invalid tool name: the inference had weather")]
    [TestCase("assist",
        """[{"type": "tool_call", "id": "1", "name": "weather", "arguments": {"city": 7}}]""",
        "invalid tool call arguments for weather")]
    [TestCase("assist",
        """[{"type": "tool_call", "id": "1", "name": "weather", "arguments": "{\"city\": \"Rome\"}"}]""",
        "invalid tool call arguments")]
    [TestCase("assist", """[{"type": "tool_call", "name": "weather", "arguments": {}}]""", "content[0]: Missing `id`")]
    [TestCase("plain", """[{"type": "text", "text": "Hi"}, {"type": "thought", "text": "Hm"}]""", "content[1]: A demonstration holds")]
    [TestCase("plain", """{"type": "text", "text": "Hi"}""", "Demonstration must be a string or an array of content blocks")]
    [TestCase("plain", "7", "Demonstration must be a string or an array of content blocks")]
    [TestCase("extract", """{"name": 7}""", "Demonstration does not fit function output schema: /name:")]
    [TestCase("extract", "\"Ada\"", "Demonstration does not fit function output schema: (root):")]
    public async Task What_the_function_could_not_have_answered_is_refused(string function, string value, string message)
    {
        var inference = (await _scene.InferAsync(function)).InferenceId;

        var error = Assert.ThrowsAsync<InvalidFeedbackException>(
            () => _scene.Client.SendAsync(FeedbackRequest.Demonstration(FeedbackScene.Json(value), inference)))!;

        Assert.That(error.Error, Is.EqualTo(FeedbackRequestError.InvalidDemonstration));
        Assert.That(error.Message, Does.Contain(message).And.Not.Contain("Rome"));
        Assert.That(await _scene.RecordedAsync(inference), Is.Empty);
    }

    [Test]
    public async Task A_json_functions_value_is_recorded_raw_and_parsed()
    {
        var output = await DemonstrateAsync(
            "extract", id => FeedbackRequest.Demonstration(FeedbackScene.Json("""{ "name": "Zoë" }"""), id));

        Assert.That(output.Output!.Raw, Is.EqualTo("""{"name":"Zoë"}"""));
        Assert.That(output.Output.Parsed!.Value.GetProperty("name").GetString(), Is.EqualTo("Zoë"));
    }

    [Test]
    public async Task The_schema_is_the_inferences_own()
    {
        var response = await _scene.Engine.Inference.InferAsync(
            new InferenceRequest { FunctionName = "extract", OutputSchema = FeedbackScene.Json("""{"type": "integer"}""") });

        await _scene.Client.SendAsync(FeedbackRequest.Demonstration(FeedbackScene.Json("7"), response.InferenceId));

        Assert.ThrowsAsync<InvalidFeedbackException>(
            () => _scene.Client.SendAsync(FeedbackRequest.Demonstration(FeedbackScene.Json("""{"name": "Ada"}"""), response.InferenceId)));
    }

    [Test]
    public void A_file_is_no_demonstration() =>
        Assert.That(
            () => FeedbackRequest.Demonstration([FileBlock.FromBase64("AAEC", "image/png")], Guid.Empty),
            Throws.InstanceOf<ArgumentException>());

    [Test]
    public void A_person_who_corrects_a_judge_need_not_write_down_the_thinking()
    {
        var schema = FeedbackScene.Json("""{"type": "object", "required": ["thinking", "score"]}""");

        var relaxed = JudgeSchema.Relax(schema, "tensorzero::llm_judge::e::j");

        Assert.That(JsonElement.DeepEquals(relaxed, FeedbackScene.Json("""{"type": "object", "required": ["score"]}""")), Is.True);
        Assert.That(JsonElement.DeepEquals(JudgeSchema.Relax(schema, "judge"), schema), Is.True);
    }

    private async Task<StoredOutput> DemonstrateAsync(string function, Func<Guid, FeedbackRequest> demonstration)
    {
        var inference = (await _scene.InferAsync(function)).InferenceId;
        await _scene.Client.SendAsync(demonstration(inference));
        var recorded = (await _scene.RecordedAsync(inference)).Single();
        Assert.That(recorded.Kind, Is.EqualTo(FeedbackKind.Demonstration));
        return recorded.Demonstration!;
    }
}
