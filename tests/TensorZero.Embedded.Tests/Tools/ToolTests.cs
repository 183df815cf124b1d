using System.Text.Json;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Tools;

/// <summary>Which tools a model is offered, and how its calls are checked.</summary>
internal sealed class ToolTests
{
    private const string Configuration =
        """
        [tools.look]
        description = "Looks."
        parameters = { __tensorzero_remapped_path = "look.json", __data = '{"type": "object", "properties": {"at": {"type": "string"}}, "required": ["at"]}' }

        [tools.find]
        name = "finder"
        description = "Finds."
        strict = true
        parameters = { __tensorzero_remapped_path = "find.json", __data = '{"type": "object"}' }

        [tools.other_look]
        name = "look"
        description = "Looks elsewhere."
        parameters = { __tensorzero_remapped_path = "look2.json", __data = '{"type": "object"}' }

        [tools.spare]
        description = "Unused."
        parameters = { __tensorzero_remapped_path = "spare.json", __data = '{"type": "object"}' }

        [functions.f]
        type = "chat"
        tools = ["look", "find"]
        parallel_tool_calls = true

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"

        [functions.plain]
        type = "chat"

        [functions.plain.variants.v]
        type = "chat_completion"
        model = "m"

        [functions.j]
        type = "json"

        [functions.j.variants.v]
        type = "chat_completion"
        model = "m"
        json_mode = "on"
        """;

    private static readonly JsonElement AnyObject = JsonElement.Parse("""{"type": "object"}""");

    private static IEnumerable<TestCaseData> Offers()
    {
        yield return Case("nothing said", new(), "look,finder", null);
        yield return Case("allowed by key", new() { AllowedTools = ["find"] }, "look,finder", "finder");
        yield return Case("allowed beyond the function's", new() { AllowedTools = ["spare"] }, "look,finder,spare", "spare");
        yield return Case("additional", new() { AdditionalTools = [Tool("jump")] }, "look,finder,jump", null);
        yield return Case("additional beside allowed", new() { AllowedTools = ["look"], AdditionalTools = [Tool("jump")] }, "look,finder,jump", "look");
        yield return Case("allowed and additional", new() { AllowedTools = ["jump"], AdditionalTools = [Tool("jump")] }, "look,finder,jump", "jump");
        yield return Case("none allowed", new() { AllowedTools = [] }, "look,finder", "");
        yield return Case("specific by name", new() { ToolChoice = ToolChoice.Specific("finder") }, "look,finder", null, "finder");
        yield return Case("specific by key", new() { ToolChoice = ToolChoice.Specific("find") }, "look,finder", null, "finder");
        yield return Case("specific additional", new() { ToolChoice = ToolChoice.Specific("jump"), AdditionalTools = [Tool("jump")] }, "look,finder,jump", null, "jump");

        static TestCaseData Case(string name, InferenceRequest request, string offered, string? allowed, string? choice = null) =>
            new TestCaseData(request, offered, allowed, choice).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Offers))]
    public async Task A_model_is_offered(InferenceRequest request, string offered, string? allowed, string? choice)
    {
        var provider = new CannedProvider("Hello");
        await using var world = provider.Start(Configuration);

        await world.Client.InferAsync(With("f", request));

        var offer = provider.Asked.Tools!;
        Assert.Multiple(() =>
        {
            Assert.That(string.Join(',', offer.Tools.Select(tool => tool.Name)), Is.EqualTo(offered));
            Assert.That(offer.AllowedNames is { } names ? string.Join(',', names) : null, Is.EqualTo(allowed));
            Assert.That(offer.Choice, Is.EqualTo(choice is null ? ToolChoice.Auto : ToolChoice.Specific(choice)));
            Assert.That(offer.ParallelToolCalls, Is.True);
            Assert.That(offer.Tools[1].Strict, Is.True);
        });
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case("f", new() { AllowedTools = ["finder"] }, InferenceRequestError.UnknownTool, "no tool \"finder\"");
        yield return Case("f", new() { AllowedTools = ["jump"] }, InferenceRequestError.UnknownTool, "the tools are: find, look, other_look, spare");
        yield return Case("f", new() { ToolChoice = ToolChoice.Specific("jump") }, InferenceRequestError.UnknownTool, "no tool \"jump\"");
        yield return Case("f", new() { ToolChoice = ToolChoice.Specific("spare") }, InferenceRequestError.UnknownTool, "no tool \"spare\"");
        yield return Case("plain", new() { ToolChoice = ToolChoice.Specific("look") }, InferenceRequestError.UnknownTool, "no tool \"look\"");
        yield return Case("f", new() { AllowedTools = ["other_look"] }, InferenceRequestError.DuplicateTool, "two tools of the request are named \"look\"");
        yield return Case("f", new() { AdditionalTools = [Tool("finder")] }, InferenceRequestError.DuplicateTool, "\"finder\"");
        yield return Case("f", new() { AdditionalTools = [Tool("a"), Tool("a")] }, InferenceRequestError.DuplicateTool, "\"a\"");
        yield return Case(
            "f", new() { AdditionalTools = [new ToolDefinition("a", "", JsonElement.Parse("""{"type": 7}"""))] },
            InferenceRequestError.InvalidRequest, "the additional tool \"a\" are no JSON Schema");
        yield return Case("j", new() { AllowedTools = [] }, InferenceRequestError.InvalidRequest, "Cannot pass `allowed_tools` to a JSON function");
        yield return Case("j", new() { AdditionalTools = [Tool("a")] }, InferenceRequestError.InvalidRequest, "Cannot pass `additional_tools` to a JSON function");
        yield return Case("j", new() { ToolChoice = ToolChoice.None }, InferenceRequestError.InvalidRequest, "Cannot pass `tool_choice` to a JSON function");
        yield return Case("j", new() { ParallelToolCalls = false }, InferenceRequestError.InvalidRequest, "Cannot pass `parallel_tool_calls` to a JSON function");

        static TestCaseData Case(string function, InferenceRequest request, InferenceRequestError error, string message) =>
            new TestCaseData(function, request, error, message).SetArgDisplayNames(function, message);
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task A_request_is_refused(string function, InferenceRequest request, InferenceRequestError error, string message)
    {
        var provider = new CannedProvider("Hello");
        await using var world = provider.Start(Configuration);

        var refusal = world.Client.Refuses(With(function, request));

        Assert.That((refusal.Error, provider.Requests.Count), Is.EqualTo((error, 0)));
        Assert.That(refusal.Message, Does.Contain(message));
    }

    [TestCase("look", """{"at":"sky"}""", "look", true)]
    [TestCase("look", """{"at":7}""", "look", false)]
    [TestCase("look", """{}""", "look", false)]
    [TestCase("look", "no JSON", "look", false)]
    [TestCase("look", "", "look", false)]
    [TestCase("look", """{"at":"sky"} and more""", "look", false)]
    [TestCase("finder", "{}", "finder", true)]
    [TestCase("find", "{}", null, false)]
    [TestCase("jump", "{}", null, false)]
    [TestCase("", "{}", null, false)]
    public async Task A_tool_call_is_checked_and_its_raw_form_kept(string rawName, string rawArguments, string? name, bool isValid)
    {
        foreach (var streamed in new[] { false, true })
        {
            var provider = new CannedProvider("Let me see.", new ToolCallBlock("c1", rawName, rawArguments));
            await using var world = provider.Start(Configuration);

            var response = await world.Client.AskAsync(streamed, With("f", new()));

            var call = response.ToolCalls.Single();
            Assert.Multiple(() =>
            {
                Assert.That((call.Id, call.RawName, call.RawArguments), Is.EqualTo(("c1", rawName, rawArguments)));
                Assert.That(call.Name, Is.EqualTo(name));
                Assert.That(call.Arguments is not null, Is.EqualTo(isValid));
                Assert.That(response.Text, Is.EqualTo("Let me see."));
            });
            Assert.That(
                await world.RowsAsync("SELECT output ->> '$[1].raw_name', output ->> '$[1].raw_arguments', output ->> '$[1].name', output -> '$[1].arguments' FROM chat_inference"),
                Is.EqualTo([$"{rawName}|{rawArguments}|{name ?? "null"}|{(isValid ? rawArguments : "null")}"]));
        }
    }

    [Test]
    public async Task What_was_offered_is_on_record()
    {
        await using var world = new CannedProvider("Hello").Start(Configuration);

        await world.Client.InferAsync(With("f", new InferenceRequest { AllowedTools = ["look", "jump"], AdditionalTools = [Tool("jump")], ToolChoice = ToolChoice.Required }));

        Assert.That(
            await world.RowsAsync("SELECT dynamic_tools ->> '$[0].name', allowed_tools ->> '$.tools', tool_choice, parallel_tool_calls FROM chat_inference"),
            Is.EqualTo(["""jump|["look","jump"]|"required"|1"""]));
    }

    [Test]
    public async Task A_choice_may_name_a_tool_that_only_requests_bring_along()
    {
        var provider = new CannedProvider("Hello");
        await using var world = provider.Start(
            """
            [functions.f]
            type = "chat"
            tool_choice = { specific = "jump" }

            [functions.f.variants.v]
            type = "chat_completion"
            model = "m"
            """);

        await world.Client.InferAsync(With("f", new InferenceRequest { AdditionalTools = [Tool("jump")] }));

        Assert.That(provider.Asked.Tools!.Choice, Is.EqualTo(ToolChoice.Specific("jump")));
        Assert.That(world.Client.Refuses(With("f", new())).Error, Is.EqualTo(InferenceRequestError.UnknownTool));
    }

    [Test]
    public void A_function_whose_tools_share_a_name_is_refused_at_load()
    {
        var provider = new CannedProvider("Hello");
        var error = Assert.Throws<ConfigurationException>(() => provider.Start(
            Configuration.Replace("[\"look\", \"find\"]", "[\"look\", \"other_look\"]", StringComparison.Ordinal)))!;

        Assert.That(error.Problems.Single().Message, Does.Contain("look"));
    }

    private static ToolDefinition Tool(string name) => new(name, "", AnyObject);

    private static InferenceRequest With(string function, InferenceRequest request) => new()
    {
        FunctionName = function,
        Input = new InferenceInput { Messages = [InputMessage.User("Hi")] },
        AllowedTools = request.AllowedTools,
        AdditionalTools = request.AdditionalTools,
        ToolChoice = request.ToolChoice,
        ParallelToolCalls = request.ParallelToolCalls,
    };
}
