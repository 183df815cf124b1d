using System.Text.Json;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Replay;

internal sealed class InferenceReplayTests
{
    private const string Functions =
        """
        [models.other]
        routing = ["a"]

        [models.other.providers.a]
        type = "openai"
        model_name = "y"
        api_base = "URL"
        api_key_location = "none"

        [tools.weather]
        description = "Tells the weather."

        [tools.weather.parameters]
        __tensorzero_remapped_path = "weather.json"
        __data = '{"type": "object"}'

        [metrics.good]
        type = "boolean"
        level = "inference"
        optimize = "max"

        [functions.greet]
        type = "chat"
        tools = ["weather"]

        [functions.greet.variants.warm]
        type = "chat_completion"
        model = "m"
        temperature = 0.9
        retries = { num_retries = 0 }

        [functions.greet.variants.cold]
        type = "chat_completion"
        model = "m"
        temperature = 0.1

        [functions.extract]
        type = "json"

        [functions.extract.variants.plain]
        type = "chat_completion"
        model = "m"
        json_mode = "strict"

        [functions.secret]
        type = "chat"

        [functions.secret.variants.plain]
        type = "chat_completion"
        model = "m"

        [embedded.functions.secret]
        record_content = false
        """;

    [Test]
    public async Task With_the_same_variant_and_settings_the_same_bytes_go_out()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(_ => OpenAIReplies.Whole("""{"a":1}""")));
        await using var world = Start(server);
        foreach (var request in Everything())
        {
            await world.Client.InferAsync(request);
        }

        await world.Engine.FlushAsync();
        var asked = server.Requests.Select(request => request.Body).ToList();
        var outcomes = await RunAsync(world, new ReplayRequest { KeepParams = true, MaxConcurrency = 1 });

        Assert.That(outcomes.Select(outcome => outcome.Error), Has.All.Null);
        Assert.That(server.Requests.Skip(asked.Count).Select(request => request.Body).Reverse(), Is.EqualTo(asked), "the newest comes first");
    }

    [TestCase("cold", null, "cold", "x", 0.1)]
    [TestCase(null, "other", "tensorzero::dynamic_variant", "y", 0.9)]
    [TestCase("cold", "other", "tensorzero::dynamic_variant", "y", 0.1)]
    [TestCase(null, null, "warm", "x", 0.9)]
    public async Task It_runs_with_another_variant_or_model(string? variant, string? model, string recorded, string sentModel, double temperature)
    {
        await using var server = Serve();
        await using var world = Start(server);
        var original = await world.Client.InferAsync(Greet("Hello.", ("user", "ada")));
        await world.Engine.FlushAsync();

        var outcome = (await RunAsync(world, new ReplayRequest { VariantName = variant, ModelName = model })).Single();

        await world.Engine.FlushAsync();
        var replay = (await world.Engine.History.GetAsync([outcome.ReplayId!.Value])).Single();
        Assert.That(outcome.OriginalId, Is.EqualTo(original.InferenceId));
        Assert.That((replay.VariantName, replay.Params.Temperature), Is.EqualTo((recorded, temperature)));
        Assert.That(replay.EpisodeId, Is.Not.EqualTo(original.EpisodeId));
        Assert.That(replay.Tags["user"], Is.EqualTo("ada"));
        Assert.That(replay.Tags["tensorzero::replay_run_id"], Is.EqualTo(outcome.RunId.ToString()));
        Assert.That(replay.Tags["tensorzero::replayed_inference_id"], Is.EqualTo(original.InferenceId.ToString()));
        using var sent = JsonDocument.Parse(server.Requests[^1].Body);
        Assert.That(sent.RootElement.GetProperty("model").GetString(), Is.EqualTo(sentModel));
        Assert.That(sent.RootElement.GetProperty("temperature").GetDouble(), Is.EqualTo(temperature));
    }

    [Test]
    public async Task A_variant_that_is_not_in_the_configuration_is_recorded()
    {
        await using var server = Serve();
        await using var world = Start(server);
        await world.Client.InferAsync(Greet("Hello."));
        await world.Engine.FlushAsync();
        var variant = JsonElement.Parse("""{"type": "chat_completion", "model": "other", "max_tokens": 7}""");

        var outcome = (await RunAsync(world, new ReplayRequest { DynamicVariant = variant })).Single();

        await world.Engine.FlushAsync();
        var replay = (await world.Engine.History.GetAsync([outcome.ReplayId!.Value])).Single();
        Assert.That((replay.VariantName, replay.Params.MaxTokens), Is.EqualTo(("tensorzero::dynamic_variant", 7)));
    }

    [Test]
    public async Task A_hook_that_puts_another_request_in_its_place_does_not_lose_the_run()
    {
        await using var server = Serve();
        await using var world = Start(server, options => options.Hooks.Add(new Rewriting()));
        await world.Client.InferAsync(Greet("Hello."));
        await world.Engine.FlushAsync();

        var outcome = (await RunAsync(world, new ReplayRequest { ModelName = "other" })).Single();

        Assert.That(outcome.Error, Is.Null);
        var pair = await world.Engine.Replay.ListPairsAsync(outcome.RunId).SingleAsync();
        Assert.That((pair.Original.InferenceId, pair.Replay.ModelNames.Single()), Is.EqualTo((outcome.OriginalId, "other")));
        Assert.That(server.Requests[^1].Body, Does.Contain("rewritten"));
    }

    [Test]
    public async Task A_bare_model_is_replaced_by_another()
    {
        await using var server = Serve();
        await using var world = Start(server);
        await world.Client.InferAsync(InferenceRequest.ToModel("m", "Hello."));
        await world.Engine.FlushAsync();

        var outcome = (await RunAsync(world, new ReplayRequest { ModelName = "other" })).Single();

        await world.Engine.FlushAsync();
        Assert.That((await world.Engine.History.GetAsync([outcome.ReplayId!.Value])).Single().VariantName, Is.EqualTo("other"));
    }

    [Test]
    public async Task Failures_are_outcomes_and_the_others_go_on()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(request =>
            request.Body.Contains("again", StringComparison.Ordinal) && request.Body.Contains("0.1", StringComparison.Ordinal)
                ? FaultReply.Whole(400, "application/json", """{"error": {"message": "no"}}""")
                : OpenAIReplies.Whole("Hello.")));
        await using var world = Start(server);
        var first = await world.Client.InferAsync(Greet("Hello."));
        var second = await world.Client.InferAsync(Greet("Hello again."));
        var secret = await world.Client.InferAsync(InferenceRequest.ToFunction("secret", "Psst."));
        await world.Engine.FlushAsync();

        var query = new InferenceQuery { FunctionName = "greet" };
        var outcomes = (await RunAsync(world, new ReplayRequest { Query = query, VariantName = "cold" })).ToDictionary(outcome => outcome.OriginalId);
        var hidden = (await RunAsync(world, new ReplayRequest { Query = new() { FunctionName = "secret" } })).Single();
        var unknown = (await RunAsync(world, new ReplayRequest { Query = query with { Limit = 1 }, VariantName = "gold" })).Single();

        Assert.That(outcomes[first.InferenceId].ReplayId, Is.Not.Null);
        Assert.That(outcomes[second.InferenceId], Has.Property("ReplayId").Null.And.Property("Error").Contains("400"));
        Assert.That((hidden.OriginalId, hidden.Error), Is.EqualTo((secret.InferenceId, "The content of function \"secret\" is not on record.")));
        Assert.That(unknown.Error, Does.Contain("no variant of function \"greet\" \"gold\" (did you mean \"cold\"?)"));
    }

    [Test]
    public async Task A_run_is_compared_pair_by_pair_and_in_sum()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(request => OpenAIReplies.Whole(
            request.Body.Contains("0.1", StringComparison.Ordinal) && request.Body.Contains("again", StringComparison.Ordinal) ? "Hi." : "Hello.")));
        await using var world = Start(server);
        var first = await world.Client.InferAsync(Greet("Hello."));
        var second = await world.Client.InferAsync(Greet("Hello again."));
        await world.Engine.Feedback.SendAsync(FeedbackRequest.Boolean("good", false, second.InferenceId));
        await world.Engine.FlushAsync();
        var outcomes = await RunAsync(world, new ReplayRequest { VariantName = "cold", MaxConcurrency = 1 });
        foreach (var outcome in outcomes)
        {
            await world.Engine.Feedback.SendAsync(FeedbackRequest.Boolean("good", true, outcome.ReplayId!.Value));
        }

        var run = outcomes[0].RunId;
        var pairs = await world.Engine.Replay.ListPairsAsync(run).ToListAsync();
        var sum = await world.Engine.Replay.CompareAsync(run);

        Assert.That(
            pairs.Select(pair => (pair.Original.InferenceId, pair.OutputsAreEqual)),
            Is.EqualTo(new[] { (first.InferenceId, true), (second.InferenceId, false) }));
        Assert.That(pairs[1].Original.Metrics, Is.EqualTo(new Dictionary<string, double> { ["good"] = 0 }));
        Assert.That(pairs[1].Replay.ModelNames, Is.EqualTo(new[] { "m" }));
        Assert.That((sum.Pairs, sum.EqualOutputs), Is.EqualTo((2, 1)));
        Assert.That(sum.Original.Usage, Is.EqualTo(first.Usage.Add(second.Usage)));
        Assert.That(sum.Replay.Usage.InputTokens, Is.EqualTo(pairs.Sum(pair => pair.Replay.Usage.InputTokens)));
        Assert.That(sum.Replay.ProcessingTime, Is.EqualTo(pairs[0].Replay.ProcessingTime + pairs[1].Replay.ProcessingTime));
        Assert.That(sum.Replay.Metrics["good"], Is.EqualTo(new MetricMean(2, 1)));
        Assert.That(sum.Original.Metrics["good"], Is.EqualTo(new MetricMean(1, 0)));
    }

    [Test]
    public async Task Replays_are_not_replayed_and_count_among_no_other_run()
    {
        await using var server = Serve();
        await using var world = Start(server);
        await world.Client.InferAsync(Greet("Hello.", ("user", "ada")));
        await world.Engine.FlushAsync();
        var query = new InferenceQuery { Filter = new TagFilter("user", "ada") };
        var first = await RunAsync(world, new ReplayRequest { Query = query });
        await world.Engine.FlushAsync();

        var second = await RunAsync(world, new ReplayRequest { Query = query });

        Assert.That(second.Select(outcome => outcome.OriginalId), Is.EqualTo(first.Select(outcome => outcome.OriginalId)));
        Assert.That((await world.Engine.Replay.CompareAsync(first[0].RunId)).Pairs, Is.EqualTo(1));
        Assert.That((await world.Engine.Replay.CompareAsync(second[0].RunId)).Pairs, Is.EqualTo(1));
        Assert.That((await world.Engine.Deletion.DeleteTaggedAsync("user", "ada")).Inferences, Is.EqualTo(3), "a person's replays go with the rest");
    }

    [Test]
    public async Task No_more_run_at_once_than_allowed_and_cancelling_ends_them()
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        for (var i = 0; i < 5; i++)
        {
            var asking = world.Client.InferAsync(ScriptedWorld.Hello);
            (await world.A.NextCallAsync()).Answer(new TextBlock("Hello."));
            await asking;
        }

        await world.Engine.FlushAsync();
        using var cancellation = new CancellationTokenSource();
        var outcomes = world.Engine.Replay.RunAsync(new ReplayRequest { MaxConcurrency = 2 }, cancellation.Token).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync().AsTask();
        var calls = new[] { await world.A.NextCallAsync(), await world.A.NextCallAsync() };
        Assert.That(world.A.Count, Is.EqualTo(7));
        calls[0].Answer(new TextBlock("Hello."));
        Assert.That(await first.OrFail(), Is.True);
        var third = await world.A.NextCallAsync();
        Assert.That(world.A.Count, Is.EqualTo(8));

        await cancellation.CancelAsync();

        Assert.CatchAsync<OperationCanceledException>(() => outcomes.MoveNextAsync().AsTask().OrFail());
        await outcomes.DisposeAsync().AsTask().OrFail();
        Assert.That((calls[1].Token.IsCancellationRequested, third.Token.IsCancellationRequested), Is.EqualTo((true, true)));
        Assert.That(world.A.Count, Is.EqualTo(8), "nothing more was begun");
    }

    [Test]
    public async Task Leaving_early_ends_what_is_under_way()
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        for (var i = 0; i < 3; i++)
        {
            var asking = world.Client.InferAsync(ScriptedWorld.Hello);
            (await world.A.NextCallAsync()).Answer(new TextBlock("Hello."));
            await asking;
        }

        await world.Engine.FlushAsync();
        var outcomes = world.Engine.Replay.RunAsync(new ReplayRequest { MaxConcurrency = 2 }).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync().AsTask();
        var calls = new[] { await world.A.NextCallAsync(), await world.A.NextCallAsync() };
        calls[0].Answer(new TextBlock("Hello."));
        await first.OrFail();

        await outcomes.DisposeAsync().AsTask().OrFail();

        await calls[1].Left;
        Assert.That(calls[1].Token.IsCancellationRequested, Is.True);
    }

    [Test]
    public async Task What_contradicts_itself_is_refused()
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        var variant = JsonElement.Parse("{}");

        Assert.Throws<ArgumentException>(() => world.Engine.Replay.RunAsync(new ReplayRequest { DynamicVariant = variant, ModelName = "m" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Engine.Replay.RunAsync(new ReplayRequest { MaxConcurrency = 0 }));
        Assert.Throws<ArgumentException>(() => world.Engine.Replay.RunAsync(new ReplayRequest { Query = new() { Limit = -1 } }));
    }

    private static FaultServer Serve() => FaultServer.Start(script => script.OnAny().Always(_ => OpenAIReplies.Whole("Hello.")));

    private static EngineWorld Start(FaultServer server, Action<TensorZeroOptions>? configure = null) => EngineWorld.Start(
        OpenAIModel.Toml(server.Url) + Functions.Replace("URL", server.Url.ToString(), StringComparison.Ordinal), configure);

    private static Task<List<ReplayOutcome>> RunAsync(EngineWorld world, ReplayRequest request) =>
        world.Engine.Replay.RunAsync(request).ToListAsync().AsTask().OrFail();

    private static InferenceRequest Greet(string text, params (string Key, string Value)[] tags) => new()
    {
        FunctionName = "greet",
        VariantName = "warm",
        Input = new InferenceInput { Messages = [InputMessage.User(text)] },
        Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value),
    };

    private sealed class Rewriting : IInferenceHook
    {
        public ValueTask<InferenceRequest> OnRequestAsync(InferenceRequest request, CancellationToken cancellationToken) => new(new InferenceRequest
        {
            FunctionName = request.FunctionName,
            VariantName = request.VariantName,
            Input = new InferenceInput { Messages = [InputMessage.User("rewritten")] },
        });
    }

    /// <summary>Requests with everything that a record keeps; of JSON it keeps no white space.</summary>
    private static IEnumerable<InferenceRequest> Everything()
    {
        yield return new InferenceRequest
        {
            FunctionName = "greet",
            VariantName = "warm",
            Input = new InferenceInput
            {
                System = "Be brief.",
                Messages =
                [
                    InputMessage.User("How is it in Rome?"),
                    new InputMessage(Role.Assistant, [new ToolCallBlock("1", "weather", "{}")]),
                    new InputMessage(Role.User, [new ToolResultBlock("1", "weather", "Sunny.")]),
                ],
            },
            Params = new ChatCompletionParams { MaxTokens = 40, StopSequences = ["END"] },
            AdditionalTools = [new ToolDefinition("clock", "Tells the time.", JsonElement.Parse("""{"type": "object", "required": []}"""))],
            AllowedTools = ["clock", "weather"],
            ToolChoice = ToolChoice.Required,
            ParallelToolCalls = false,
            ExtraBody = [ExtraBody.Set("/custom", JsonElement.Parse("[1, 2]"))],
        };
        yield return new InferenceRequest
        {
            FunctionName = "extract",
            Input = new InferenceInput { Messages = [InputMessage.User("I am Ada.")] },
            OutputSchema = JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"additionalProperties":false}"""),
        };
        yield return InferenceRequest.ToModel("m", "Hello.");
    }
}
