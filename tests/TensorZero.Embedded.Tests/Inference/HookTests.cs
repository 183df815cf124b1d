using System.Text.Json;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>The application's say in what is asked, answered and recorded.</summary>
internal sealed class HookTests
{
    private const string Configuration =
        """
        [functions.f]
        type = "chat"
        system_schema = { __tensorzero_remapped_path = "system.json", __data = '{"type": "object"}' }

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"
        system_template = { __tensorzero_remapped_path = "system.minijinja", __data = "Be {{ how }}." }

        [functions.j]
        type = "json"

        [functions.j.variants.v]
        type = "chat_completion"
        model = "m"
        json_mode = "on"

        [functions.quiet]
        type = "chat"

        [functions.quiet.variants.v]
        type = "chat_completion"
        model = "m"

        [embedded.functions.quiet]
        record_content = false
        """;

    [Test]
    public async Task A_hook_may_replace_the_request_and_the_answer_in_order([Values] bool streamed)
    {
        var provider = new CannedProvider("secret answer");
        await using var world = Start(provider, options =>
        {
            options.Hooks.Add(new Hook(
                request => InferenceRequest.ToModel(request.ModelName!, "first"), response => With(response, response.Text + " first")));
            options.Hooks.Add(new Hook(
                request => InferenceRequest.ToModel(request.ModelName!, Text(request) + " second"),
                response => With(response, response.Text + " second")));
        });

        var response = await world.Client.AskAsync(streamed, InferenceRequest.ToModel("m", "original"));

        Assert.That(((TextBlock)provider.Asked.Messages[0].Content[0]).Text, Is.EqualTo("first second"));
        Assert.That(response.Text, Is.EqualTo("secret answer first second"));
        Assert.That(
            await world.RowsAsync("SELECT input ->> '$.messages[0].content[0].text', output ->> '$[0].text' FROM chat_inference"),
            Is.EqualTo(["first second|secret answer"]), "On record stands what the model said.");
    }

    [Test]
    public async Task A_hook_may_refuse_a_request()
    {
        var provider = new CannedProvider("Hello");
        await using var world = Start(provider, options => options.Hooks.Add(new Hook(
            _ => throw new InvalidInferenceRequestException(InferenceRequestError.Refused, "not today"), response => response)));

        Assert.That(world.Client.Refuses(InferenceRequest.ToModel("m", "Hi")).Error, Is.EqualTo(InferenceRequestError.Refused));
        Assert.That((provider.Requests.Count, world.Engine.RecordCounters.Received), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_hook_that_fails_on_an_answer_reaches_the_caller_and_the_record_stays([Values] bool streamed)
    {
        await using var world = Start(new CannedProvider("Hello"), options =>
            options.Hooks.Add(new Hook(request => request, _ => throw new NotSupportedException("guarded"))));

        Assert.ThrowsAsync<NotSupportedException>(() => world.Client.AskAsync(streamed, InferenceRequest.ToModel("m", "Hi")));

        Assert.That(await world.RowsAsync("SELECT output ->> '$[0].text' FROM chat_inference"), Is.EqualTo(["Hello"]));
        Assert.That(world.Engine.RecordCounters.Received, Is.EqualTo(2));
    }

    [Test]
    public async Task A_redactor_sees_all_content_and_only_the_record_changes([Values] bool streamed)
    {
        var provider = new CannedProvider(
            new ThoughtBlock("Zola thinks"), "Zola says", new ToolCallBlock("c", "look", """{"who":"Zola"}"""), new UnknownBlock(JsonElement.Parse("""{"x":["Zola"]}""")))
        {
            RawResponse = """{"raw":"Zola"}""",
        };
        await using var world = Start(provider, options => options.Redactor = new Redactor());

        var response = await world.Client.AskAsync(streamed, new InferenceRequest
        {
            FunctionName = "f",
            Input = new InferenceInput
            {
                System = SystemPrompt.FromArguments(JsonElement.Parse("""{"how": "kind to Zola", "list": [{"deep": "Zola"}], "n": 1}""")),
                Messages =
                [
                    InputMessage.User("I am Zola", new RawTextBlock("Zola raw")),
                    InputMessage.Assistant(new ToolCallBlock("c0", "look", """{"who":"Zola"}""")),
                    InputMessage.User(new ToolResultBlock("c0", "look", "found Zola")),
                ],
            },
        });

        Assert.That(response.Text, Is.EqualTo("Zola says"));
        Assert.That(provider.Asked.System, Is.EqualTo("Be kind to Zola."));
        var everything = await world.EverythingAsync();
        Assert.That(everything, Does.Not.Contain("Zola"));
        Assert.That(everything, Does.Contain("I am ###").And.Contain("found ###").And.Contain("Be kind to ###."));
        Assert.That(
            await world.RowsAsync("SELECT input ->> '$.system.list[0].deep', input ->> '$.system.n' FROM chat_inference"), Is.EqualTo(["###|1"]));
    }

    [Test]
    public async Task A_redactor_sees_json_answers_and_failures()
    {
        var provider = new CannedProvider("""{"who":"Zola","n":1.50}""");
        await using var world = Start(provider, options => options.Redactor = new Redactor());

        var response = await world.Client.InferAsync(InferenceRequest.ToFunction("j", "Zola"));
        Assert.That(response.Output!.Raw, Does.Contain("Zola"));
        Assert.That(
            await world.RowsAsync("SELECT output ->> '$.raw', output ->> '$.parsed' FROM json_inference"),
            Is.EqualTo(["""{"who":"###","n":1.50}|{"who":"###","n":1.50}"""]));
        Assert.That(await world.EverythingAsync(), Does.Not.Contain("Zola"));
    }

    [Test]
    public async Task A_redactor_that_fails_costs_the_content_and_not_the_record()
    {
        await using var world = Start(new CannedProvider("Hello"), options => options.Redactor = new FailingRedactor());

        var response = await world.Client.InferAsync(InferenceRequest.ToModel("m", "Hi"));

        Assert.That(response.Text, Is.EqualTo("Hello"));
        Assert.That(await world.RowsAsync("SELECT input, output FROM chat_inference"), Is.EqualTo(["null|null"]));
        Assert.That(await world.RowsAsync("SELECT raw_request, raw_response, system, output_tokens FROM model_inference"), Is.EqualTo(["null|null|null|5"]));
    }

    [Test]
    public async Task Content_may_be_left_out_of_the_record([Values] bool streamed)
    {
        await using var world = Start(new CannedProvider("private answer") { RawResponse = """{"private":1}""" }, _ => { });

        var response = await world.Client.AskAsync(streamed, InferenceRequest.ToFunction("quiet", "private question"));

        Assert.That(response.Text, Is.EqualTo("private answer"));
        Assert.That(await world.EverythingAsync(), Does.Not.Contain("private"));
        Assert.That(
            await world.RowsAsync("SELECT function_name, variant_name, input, output FROM chat_inference"), Is.EqualTo(["quiet|v|null|null"]));
        Assert.That(
            await world.RowsAsync("SELECT raw_request, raw_response, system, input_messages, output, input_tokens, finish_reason FROM model_inference"),
            Is.EqualTo(["null|null|null|null|null|3|stop"]));
    }

    [Test]
    public async Task With_observability_off_nothing_is_recorded_and_no_file_made()
    {
        using var folder = new Configuration.Files.TemporaryFolder();
        await using var engine = TensorZeroEngine.Create(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml("[gateway.observability]\nenabled = false"),
            ContentRoot = folder.Path,
            EnvironmentVariable = _ => null,
        });

        await engine.Inference.InferAsync(InferenceRequest.ToModel("dummy::echo", "Hi"));
        await engine.FlushAsync();

        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    private static EngineWorld Start(CannedProvider provider, Action<TensorZeroOptions> configure) =>
        EngineWorld.Start($"{CannedProvider.Configuration}\n{Configuration}", options =>
        {
            options.AddProviderType("canned", _ => provider);
            configure(options);
        });

    private static string Text(InferenceRequest request) => ((TextBlock)request.Input.Messages[0].Content[0]).Text;

    private static InferenceResponse With(InferenceResponse response, string text) => new()
    {
        InferenceId = response.InferenceId,
        EpisodeId = response.EpisodeId,
        VariantName = response.VariantName,
        Content = [text],
        Usage = response.Usage,
        FinishReason = response.FinishReason,
    };

    private sealed class Hook(Func<InferenceRequest, InferenceRequest> onRequest, Func<InferenceResponse, InferenceResponse> onResponse) : IInferenceHook
    {
        public ValueTask<InferenceRequest> OnRequestAsync(InferenceRequest request, CancellationToken cancellationToken) => new(onRequest(request));

        public ValueTask<InferenceResponse> OnResponseAsync(
            InferenceRequest request, InferenceResponse response, CancellationToken cancellationToken) => new(onResponse(response));
    }

    private sealed class Redactor : IContentRedactor
    {
        public string Redact(string functionName, string text) => text.Replace("Zola", "###", StringComparison.Ordinal);
    }

    private sealed class FailingRedactor : IContentRedactor
    {
        public string Redact(string functionName, string text) => throw new InvalidOperationException(text);
    }
}
