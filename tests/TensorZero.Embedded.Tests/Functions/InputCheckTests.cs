using System.Text.Json;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Functions;

/// <summary>Input that does not fit is refused before anything is called, with the place and never with the input.</summary>
internal sealed class InputCheckTests
{
    private const string Private = "plum jam";

    private const string Configuration =
        """
        [functions.strict]
        type = "chat"
        schemas.system.path = { __tensorzero_remapped_path = "system.json", __data = '{"type": "object", "required": ["role"], "properties": {"role": {"type": "string"}}}' }
        schemas.user.path = { __tensorzero_remapped_path = "user.json", __data = '{"type": "object", "required": ["topic"], "properties": {"topic": {"type": "string"}, "size": {"type": "integer"}}}' }
        schemas.greet.path = { __tensorzero_remapped_path = "greet.json", __data = '{"type": "object", "required": ["name"]}' }

        [functions.strict.variants.v]
        type = "chat_completion"
        model = "m"
        templates.system.path = { __tensorzero_remapped_path = "system.minijinja", __data = "You are {{ role }}." }
        templates.user.path = { __tensorzero_remapped_path = "user.minijinja", __data = "About {{ topic }}." }
        templates.greet.path = { __tensorzero_remapped_path = "greet.minijinja", __data = "Hello {{ name }}!" }

        [functions.texts]
        type = "chat"
        user_schema = { __tensorzero_remapped_path = "texts.json", __data = '{"type": "string", "maxLength": 5}' }

        [functions.texts.variants.v]
        type = "chat_completion"
        model = "m"
        user_template = { __tensorzero_remapped_path = "texts.minijinja", __data = "fixed" }

        [functions.loose]
        type = "chat"

        [functions.loose.variants.v]
        type = "chat_completion"
        model = "m"
        """;

    private static readonly SystemPrompt Role = SystemPrompt.FromArguments(JsonElement.Parse("""{"role": "a cook"}"""));

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case(
            "strict", null, [Template("user", """{"topic": "x"}""")],
            "`input.system` is empty but a system template is present.", "/system");
        yield return Case("strict", Private, [], "does not fit its schema", "/system");
        yield return Case("strict", Arguments($$"""{"role": 1, "more": "{{Private}}"}"""), [], "/system/role", "/system/role");
        yield return Case("strict", Arguments("""{}"""), [], "role", "/system");
        yield return Case(
            "strict", Arguments("""{"role": 1}"""), [Template("user", "{}")], "/system/role", "/system/role");
        yield return Case("strict", Role, [Private], "does not fit its schema", "/messages/0/content/0");
        yield return Case(
            "strict", Role, [Template("user", $$"""{"topic": 7, "size": "{{Private}}"}""")], "does not fit its schema",
            "/messages/0/content/0/arguments/topic", "/messages/0/content/0/arguments/size");
        yield return Case(
            "strict", Role, [Template("user", """{"topic": "x"}"""), Template("greet", "{}")], "name", "/messages/1/content/0/arguments");
        yield return Case(
            "strict", Role, [Template("gret", "{}")],
            "Message at index 0 has non-string content but there is no template `gret` in any variant", "/messages/0/content/0/arguments");
        yield return Case("strict", Role, [Template("greet", "[1]")], "must be a JSON object", "/messages/0/content/0/arguments");
        yield return Case("texts", null, [Private], "does not fit its schema", "/messages/0/content/0");
        yield return Case(
            "loose", Arguments("{}"), [], "System message has non-string content but there is no template `system` in any variant", "/system");
        yield return Case(
            "loose", null, [Template("user", "{}")],
            "Message at index 0 has non-string content but there is no template `user` in any variant", "/messages/0/content/0/arguments");

        static TestCaseData Case(
            string function, SystemPrompt? system, ContentBlock[] blocks, string message, params string[] pointers) =>
            new(function, system, blocks, message, pointers);
    }

    [TestCaseSource(nameof(Refused))]
    public async Task Input_that_does_not_fit_is_refused(
        string function, SystemPrompt? system, ContentBlock[] blocks, string message, string[] pointers)
    {
        var provider = new CannedProvider("Hello");
        await using var world = provider.Start(Configuration);

        var error = world.Client.Refuses(Request(function, system, blocks));

        Assert.Multiple(() =>
        {
            Assert.That(error.Error, Is.EqualTo(InferenceRequestError.InvalidInput));
            Assert.That(error.Message, Does.StartWith($"function \"{function}\": ").And.Contain(message));
            Assert.That(error.Pointers, Is.EquivalentTo(pointers));
            Assert.That(error.ToString(), Does.Not.Contain(Private));
            Assert.That(provider.Requests, Is.Empty);
        });
        Assert.That(await world.RowsAsync("SELECT 1 FROM failed_inference"), Is.Empty);
    }

    [Test]
    public async Task Input_that_fits_is_rendered_and_recorded_as_it_was_given([Values] bool streamed)
    {
        var provider = new CannedProvider("Hello");
        await using var world = provider.Start(Configuration);

        await world.Client.AskAsync(streamed, Request(
            "strict", Role, [Template("user", """{"topic": "tea"}"""), new RawTextBlock("{{ raw }}"), Template("greet", """{"name": "Ada"}""")]));

        Assert.That(provider.Asked.System, Is.EqualTo("You are a cook."));
        Assert.That(
            provider.Asked.Messages.Select(message => ((TextBlock)message.Content.Single()).Text),
            Is.EqualTo(["About tea.", "{{ raw }}", "Hello Ada!"]));
        Assert.That(
            await world.RowsAsync(
                "SELECT input ->> '$.system.role', input ->> '$.messages[0].content[0].arguments.topic', input ->> '$.messages[1].content[0].value' FROM chat_inference"),
            Is.EqualTo(["a cook|tea|{{ raw }}"]));
        Assert.That(
            await world.RowsAsync("SELECT system, input_messages ->> '$[0].content[0].text' FROM model_inference"),
            Is.EqualTo(["You are a cook.|About tea."]));
    }

    [Test]
    public async Task A_variant_without_the_template_is_passed_over()
    {
        var provider = new CannedProvider("Hello");
        await using var world = provider.Start(
            """
            [functions.f]
            type = "chat"

            [functions.f.variants.with]
            type = "chat_completion"
            model = "m"
            templates.greet.path = { __tensorzero_remapped_path = "greet.minijinja", __data = "Hello {{ name }}!" }

            [functions.f.variants.without]
            type = "chat_completion"
            model = "m"

            [functions.f.experimentation]
            type = "static"
            candidate_variants = ["without"]
            fallback_variants = ["with"]
            """);

        var response = await world.Client.InferAsync(Request("f", null, [Template("greet", """{"name": "Ada"}""")]));
        Assert.That(response.VariantName, Is.EqualTo("with"));

        var failure = world.Client.FailsAsync(false, new InferenceRequest
        {
            FunctionName = "f",
            VariantName = "without",
            Input = new() { Messages = [InputMessage.User(Template("greet", """{"name": "Ada"}"""))] },
        });
        Assert.That(failure.Message, Does.Contain("Template `greet` not found"));
        Assert.That(failure.Attempts.Single(), Is.EqualTo(
            new InferenceAttempt("without", null, null, ProviderFailure.Template, null, "Template `greet` not found")));
    }

    [Test]
    public async Task A_variable_that_is_missing_fails_the_variant_without_a_retry()
    {
        var provider = new CannedProvider("Hello");
        await using var world = provider.Start(
            """
            [functions.f]
            type = "chat"

            [functions.f.variants.v]
            type = "chat_completion"
            model = "m"
            retries = { num_retries = 3 }
            templates.greet.path = { __tensorzero_remapped_path = "greet.minijinja", __data = "Hello {{ name }}!" }
            """);

        var failure = world.Client.FailsAsync(false, Request("f", null, [Template("greet", """{"other": "plum jam"}""")]));

        Assert.That(failure.Attempts.Single().Failure, Is.EqualTo(ProviderFailure.Template));
        Assert.That(failure.ToString(), Does.Not.Contain(Private));
        Assert.That(provider.Requests, Is.Empty);
    }

    [Test]
    public async Task A_conversation_that_grows_meanwhile_is_recorded_as_it_was()
    {
        await using var world = new ScriptedWorld();
        var content = new List<ContentBlock> { "Hello" };
        var conversation = new List<InputMessage> { new(Embedded.Role.User, content) };
        var tags = new Dictionary<string, string> { ["turn"] = "first" };
        var asking = world.Client.InferAsync(
            new InferenceRequest { FunctionName = "f", Input = new() { Messages = conversation }, Tags = tags });
        var call = await world.A.NextCallAsync();
        conversation.Add(InputMessage.Assistant("Good day"));
        content.Add("and more");
        tags["turn"] = "second";
        call.Answer("Good day");
        await asking;
        conversation.Clear();

        Assert.That(
            await world.RowsAsync("SELECT json_array_length(input, '$.messages'), json_array_length(input, '$.messages[0].content') FROM chat_inference"),
            Is.EqualTo(["1|1"]));
        Assert.That(await world.RowsAsync("SELECT key, value FROM inference_tag"), Is.EqualTo(["turn|first"]));
        Assert.That(await world.RowsAsync("SELECT json_array_length(input_messages) FROM model_inference"), Is.EqualTo(["1"]));
    }

    private static InferenceRequest Request(string function, SystemPrompt? system, ContentBlock[] blocks) => new()
    {
        FunctionName = function,
        Input = new InferenceInput { System = system, Messages = [.. blocks.Select(block => InputMessage.User(block))] },
    };

    private static SystemPrompt Arguments(string json) => SystemPrompt.FromArguments(JsonElement.Parse(json));

    private static TemplateBlock Template(string name, string arguments) => new(name, JsonElement.Parse(arguments));
}
