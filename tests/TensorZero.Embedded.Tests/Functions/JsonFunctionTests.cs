using System.Text.Json;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Functions;

/// <summary>JSON functions: the four JSON modes, what becomes of the model's blocks, and schemas of a request.</summary>
internal sealed class JsonFunctionTests
{
    private const string Good = """{"answer":"yes"}""";

    private static readonly ThoughtBlock Thought = new("hm");
    private static readonly JsonElement NumberSchema = JsonElement.Parse("""{"type": "object", "required": ["number"]}""");

    [TestCase("off", JsonMode.Off)]
    [TestCase("on", JsonMode.On)]
    [TestCase("strict", JsonMode.Strict)]
    public async Task A_json_mode_reaches_the_model_with_the_schema(string mode, JsonMode expected)
    {
        var provider = new CannedProvider(Good);
        await using var world = provider.Start(Configuration(mode));

        await world.Client.InferAsync(Ask());

        Assert.That((provider.Asked.JsonMode, provider.Asked.FunctionType, provider.Asked.Tools), Is.EqualTo((expected, FunctionType.Json, (ToolOffer?)null)));
        Assert.That(provider.Asked.OutputSchema!.Value.GetProperty("required")[0].GetString(), Is.EqualTo("answer"));
    }

    [Test]
    public async Task Mode_tool_forces_an_implicit_tool_whose_arguments_are_the_answer([Values] bool streamed)
    {
        var provider = new CannedProvider(new ToolCallBlock("c1", "respond", Good));
        await using var world = provider.Start(Configuration("tool"));

        var response = await world.Client.AskAsync(streamed, Ask());

        var offer = provider.Asked.Tools!;
        Assert.Multiple(() =>
        {
            Assert.That(offer.Tools.Single().Name, Is.EqualTo("respond"));
            Assert.That(offer.Tools.Single().Parameters.GetProperty("required")[0].GetString(), Is.EqualTo("answer"));
            Assert.That(offer.Choice, Is.EqualTo(ToolChoice.Specific("respond")));
            Assert.That(offer.ParallelToolCalls, Is.False);
            Assert.That(provider.Asked.JsonMode, Is.EqualTo(JsonMode.Off));
            Assert.That(response.Output!.Raw, Is.EqualTo(Good));
            Assert.That(response.Output.Parsed!.Value.GetProperty("answer").GetString(), Is.EqualTo("yes"));
            Assert.That(response.Content, Is.Empty);
        });
        Assert.That(
            await world.RowsAsync("SELECT output ->> '$.parsed.answer', output_schema ->> '$.required[0]', auxiliary_content FROM json_inference"),
            Is.EqualTo(["yes|answer|[]"]));
    }

    [Test]
    public async Task The_requests_mode_wins_over_the_variants()
    {
        var provider = new CannedProvider(Good);
        await using var world = provider.Start(Configuration("tool"));

        await world.Client.InferAsync(Ask(parameters: new ChatCompletionParams { JsonMode = JsonMode.On }));

        Assert.That((provider.Asked.JsonMode, provider.Asked.Tools), Is.EqualTo((JsonMode.On, (ToolOffer?)null)));
    }

    private static IEnumerable<TestCaseData> Answers()
    {
        yield return Case("good", [Good], Good, true, 0);
        yield return Case("white space around", [$" {Good}\n"], $" {Good}\n", true, 0);
        yield return Case("against the schema", ["""{"other":1}"""], """{"other":1}""", false, 0);
        yield return Case("no JSON", ["Yes."], "Yes.", false, 0);
        yield return Case("cut short", ["""{"answer":"y"""], """{"answer":"y""", false, 0);
        yield return Case("more behind", [Good + "!"], Good + "!", false, 0);
        yield return Case("an empty text", [""], "", false, 0);
        yield return Case("nothing", [], null, false, 0);
        yield return Case("a thought only", [Thought], null, false, 1);
        yield return Case("a thought first", [Thought, Good], Good, true, 1);
        yield return Case("a thought last", [Good, Thought], Good, true, 1);
        yield return Case("two texts: the last counts", ["First.", Good], Good, true, 1);
        yield return Case("a tool call behind a text", ["First.", new ToolCallBlock("c", "respond", Good)], Good, true, 1);
        yield return Case("a text behind a tool call", [new ToolCallBlock("c", "x", "{}"), Good], Good, true, 1);

        static TestCaseData Case(string name, ContentBlock[] content, string? raw, bool isValid, int beside) =>
            new TestCaseData(content, raw, isValid, beside).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Answers))]
    public async Task An_answer_is_shaped(ContentBlock[] content, string? raw, bool isValid, int beside)
    {
        foreach (var streamed in new[] { false, true })
        {
            await using var world = new CannedProvider(content).Start(Configuration("on"));

            var response = await world.Client.AskAsync(streamed, Ask());

            Assert.Multiple(() =>
            {
                Assert.That(response.Output!.Raw, Is.EqualTo(raw));
                Assert.That(response.Output.Parsed is not null, Is.EqualTo(isValid));
                Assert.That(response.Content, Has.Count.EqualTo(beside));
            });
            Assert.That(
                await world.RowsAsync("SELECT output ->> '$.raw', output ->> '$.parsed' IS NOT NULL, json_array_length(auxiliary_content) FROM json_inference"),
                Is.EqualTo([$"{raw ?? "null"}|{(isValid ? 1 : 0)}|{beside}"]));
        }
    }

    [Test]
    public async Task A_requests_schema_takes_the_place_of_the_functions([Values] bool streamed)
    {
        var provider = new CannedProvider("""{"number":5}""");
        await using var world = provider.Start(Configuration("strict"));

        var own = await world.Client.AskAsync(streamed, Ask());
        var given = await world.Client.AskAsync(streamed, Ask(schema: NumberSchema));

        Assert.That((own.Output!.Parsed is null, given.Output!.Parsed is null), Is.EqualTo((true, false)));
        Assert.That(provider.Asked.OutputSchema!.Value.GetProperty("required")[0].GetString(), Is.EqualTo("number"));
        Assert.That(
            await world.RowsAsync("SELECT output_schema ->> '$.required[0]' FROM json_inference ORDER BY id"), Is.EqualTo(["answer", "number"]));
    }

    [Test]
    public async Task A_schema_that_is_none_is_refused()
    {
        await using var world = new CannedProvider(Good).Start(Configuration("strict"));

        var refusal = world.Client.Refuses(Ask(schema: JsonElement.Parse("""{"type": "objekt"}""")));

        Assert.That(refusal.Error, Is.EqualTo(InferenceRequestError.InvalidRequest));
        Assert.That(refusal.Message, Does.Contain("`output_schema` is no JSON Schema"));
    }

    [Test]
    public async Task A_chat_function_takes_mode_tool_with_a_schema_and_answers_in_text([Values] bool streamed)
    {
        var provider = new CannedProvider(new ToolCallBlock("c1", "respond", """{"number":5}"""));
        await using var world = provider.Start(Configuration("on"));
        var request = new InferenceRequest
        {
            FunctionName = "chat",
            Params = new ChatCompletionParams { JsonMode = JsonMode.Tool },
            OutputSchema = NumberSchema,
        };

        var response = await world.Client.AskAsync(streamed, request);

        Assert.That(response.Text, Is.EqualTo("""{"number":5}"""));
        Assert.That(response.ToolCalls, Is.Empty);
        Assert.That(provider.Asked.Tools!.Choice, Is.EqualTo(ToolChoice.Specific("respond")));
        Assert.That(await world.RowsAsync("SELECT output ->> '$[0].text' FROM chat_inference"), Is.EqualTo(["""{"number":5}"""]));
        if (streamed)
        {
            var chunks = await world.Client.InferStreamingAsync(request).ToListAsync();
            Assert.That(chunks.SelectMany(chunk => chunk.Content), Is.All.InstanceOf<TextChunk>());
            Assert.That(string.Concat(chunks.Select(chunk => chunk.Text)), Is.EqualTo("""{"number":5}"""));
        }
    }

    private static IEnumerable<TestCaseData> ToolModeRefusals()
    {
        yield return Case("JSON mode `tool` requires `output_schema`", "chat", new() { Params = Tool });
        yield return Case("with other tools configured", "tools", new() { Params = Tool, OutputSchema = NumberSchema });
        yield return Case("`tool_choice` or `parallel_tool_calls` configured", "choosy", new() { Params = Tool, OutputSchema = NumberSchema });
        yield return Case("Cannot pass `tool_choice`", "chat", new() { Params = Tool, OutputSchema = NumberSchema, ToolChoice = ToolChoice.None });

        static TestCaseData Case(string message, string function, InferenceRequest request) =>
            new TestCaseData(message, function, request).SetArgDisplayNames(message);
    }

    private static ChatCompletionParams Tool { get; } = new() { JsonMode = JsonMode.Tool };

    [TestCaseSource(nameof(ToolModeRefusals))]
    public async Task Mode_tool_of_a_chat_function_has_rules(string message, string function, InferenceRequest request)
    {
        await using var world = new CannedProvider(Good).Start(Configuration("on"));

        var refusal = world.Client.Refuses(new InferenceRequest
        {
            FunctionName = function,
            Params = request.Params,
            OutputSchema = request.OutputSchema,
            ToolChoice = request.ToolChoice,
        });

        Assert.That((refusal.Error, refusal.Message), Is.EqualTo((InferenceRequestError.InvalidRequest, refusal.Message)));
        Assert.That(refusal.Message, Does.Contain(message));
    }

    [Test]
    public async Task A_stream_brings_the_raw_answer_in_pieces_and_thoughts_beside_it()
    {
        await using var world = new CannedProvider(Thought, Good).Start(Configuration("on"));

        var chunks = await world.Client.InferStreamingAsync(Ask()).ToListAsync();

        Assert.That(string.Concat(chunks.Select(chunk => chunk.Raw)), Is.EqualTo(Good));
        Assert.That(chunks.Where(chunk => chunk.Content.Count > 0).SelectMany(chunk => chunk.Content), Is.All.InstanceOf<ThoughtChunk>());
        Assert.That(chunks.SkipLast(1).Select(chunk => chunk.Raw is null && chunk.Content.Count == 0), Has.None.True, "No empty chunks.");
        Assert.That(chunks[^1].Response!.Output!.Parsed, Is.Not.Null);
    }

    private static InferenceRequest Ask(ChatCompletionParams? parameters = null, JsonElement? schema = null) => new()
    {
        FunctionName = "j",
        Input = new InferenceInput { Messages = [InputMessage.User("Hi")] },
        Params = parameters ?? ChatCompletionParams.Empty,
        OutputSchema = schema,
    };

    private static string Configuration(string mode) =>
        """
        [tools.look]
        description = "Looks."
        parameters = { __tensorzero_remapped_path = "look.json", __data = '{"type": "object"}' }

        [functions.j]
        type = "json"
        output_schema = { __tensorzero_remapped_path = "j.json", __data = '{"type": "object", "required": ["answer"], "properties": {"answer": {"type": "string"}}}' }

        [functions.j.variants.v]
        type = "chat_completion"
        model = "m"
        json_mode = "MODE"

        [functions.chat]
        type = "chat"

        [functions.chat.variants.v]
        type = "chat_completion"
        model = "m"

        [functions.tools]
        type = "chat"
        tools = ["look"]

        [functions.tools.variants.v]
        type = "chat_completion"
        model = "m"

        [functions.choosy]
        type = "chat"
        parallel_tool_calls = false

        [functions.choosy.variants.v]
        type = "chat_completion"
        model = "m"
        """.Replace("MODE", mode, StringComparison.Ordinal);
}
