using System.Text.Json;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>What a request names and says about itself: function, model, variant, episode, tags, dry runs.</summary>
internal sealed class RequestTests
{
    private const string Configuration =
        """
        [functions.greet]
        type = "chat"

        [functions.greet.variants.short]
        type = "chat_completion"
        model = "dummy::echo"

        [functions.greet.variants.long]
        type = "chat_completion"
        model = "dummy::good"

        [functions.none]
        type = "chat"
        variants = {}

        [models.mine]
        routing = ["a"]

        [models.mine.providers.a]
        type = "dummy"
        model_name = "echo"
        """;

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case(new(), InferenceRequestError.InvalidRequest, "Either `function_name` or `model_name` must be provided");
        yield return Case(
            new() { FunctionName = "greet", Params = new() { TopP = double.NaN } }, InferenceRequestError.InvalidRequest, "`top_p` must be a finite number.");
        yield return Case(new() { FunctionName = "greet", ModelName = "mine" }, InferenceRequestError.InvalidRequest, "Only one of `function_name` or `model_name`");
        yield return Case(new() { FunctionName = "gret" }, InferenceRequestError.UnknownFunction, "no function \"gret\" (did you mean \"greet\"?)");
        yield return Case(new() { FunctionName = "" }, InferenceRequestError.UnknownFunction, "no function \"\"");
        yield return Case(new() { FunctionName = "tensorzero::default" }, InferenceRequestError.InvalidRequest, "Function `tensorzero::default` has no variants");
        yield return Case(new() { ModelName = "mien" }, InferenceRequestError.UnknownModel, "no model \"mien\" (did you mean \"mine\"?)");
        yield return Case(new() { ModelName = "nobody::x" }, InferenceRequestError.UnknownModel, "no model \"nobody::x\"");
        yield return Case(new() { ModelName = "dummy::" }, InferenceRequestError.UnknownModel, "no model \"dummy::\"");
        yield return Case(new() { FunctionName = "greet", VariantName = "shrot" }, InferenceRequestError.UnknownVariant, "no variant of function \"greet\" \"shrot\" (did you mean \"short\"?)");
        yield return Case(new() { ModelName = "mine", VariantName = "mine" }, InferenceRequestError.InvalidRequest, "`variant_name` cannot be provided when using `model_name`");
        yield return Case(new() { FunctionName = "none" }, InferenceRequestError.InvalidRequest, "Function `none` has no variants");
        yield return Case(
            new() { FunctionName = "greet", Tags = new Dictionary<string, string> { ["tensorzero::x"] = "y" } },
            InferenceRequestError.InvalidRequest, "\"tensorzero::x\" begins with \"tensorzero::\", which is reserved");
        yield return Case(
            new() { FunctionName = "greet", EpisodeId = Guid.Parse("6f1e2a0c-0000-4000-8000-000000000000") },
            InferenceRequestError.InvalidEpisodeId, "Invalid Episode ID: Version must be 7, got 4");
        yield return Case(
            new() { FunctionName = "greet", EpisodeId = Guid.Empty }, InferenceRequestError.InvalidEpisodeId, "Version must be 7, got 0");
        yield return Case(
            new() { FunctionName = "greet", EpisodeId = IdOf(DateTimeOffset.FromUnixTimeSeconds(1_579_751_959)) },
            InferenceRequestError.InvalidEpisodeId, "Timestamp is too early");
        yield return Case(
            new() { FunctionName = "greet", EpisodeId = IdOf(new DateTimeOffset(2026, 1, 1, 0, 0, 11, TimeSpan.Zero)) },
            InferenceRequestError.InvalidEpisodeId, "Timestamp is in the future");

        static TestCaseData Case(InferenceRequest request, InferenceRequestError error, string message) =>
            new TestCaseData(request, error, message).SetArgDisplayNames(message);
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task A_request_is_refused(InferenceRequest request, InferenceRequestError error, string message)
    {
        await using var world = EngineWorld.Start(Configuration, options => options.TimeProvider = new ManualTime());

        var refusal = world.Client.Refuses(request);

        Assert.That((refusal.Error, refusal.Message), Is.EqualTo((error, refusal.Message)));
        Assert.That(refusal.Message, Does.Contain(message));
        Assert.That(world.Engine.RecordCounters.Received, Is.EqualTo(1), "Only the configuration is on record.");
    }

    [Test]
    public async Task An_episode_is_begun_or_carried_on()
    {
        await using var world = EngineWorld.Start(Configuration, options => options.TimeProvider = new ManualTime());

        var first = await world.Client.InferAsync(InferenceRequest.ToFunction("greet", "Hi"));
        var second = await world.Client.InferAsync(new InferenceRequest { FunctionName = "greet", EpisodeId = first.EpisodeId });
        var justNow = IdOf(new DateTimeOffset(2026, 1, 1, 0, 0, 9, TimeSpan.Zero));
        var skewed = await world.Client.InferAsync(new InferenceRequest { FunctionName = "greet", EpisodeId = justNow });

        Assert.Multiple(() =>
        {
            Assert.That((first.InferenceId.Version, first.EpisodeId.Version), Is.EqualTo((7, 7)));
            Assert.That(second.EpisodeId, Is.EqualTo(first.EpisodeId));
            Assert.That(second.VariantName, Is.EqualTo(first.VariantName), "An episode keeps its variant.");
            Assert.That(second.InferenceId, Is.GreaterThan(first.InferenceId));
            Assert.That(skewed.EpisodeId, Is.EqualTo(justNow), "Another machine's clock may be a little ahead.");
        });
        Assert.That(await world.RowsAsync("SELECT count(DISTINCT episode_id) FROM chat_inference"), Is.EqualTo(["2"]));
    }

    [Test]
    public async Task A_bare_model_calls_the_default_function([Values("mine", "dummy::echo")] string model, [Values] bool streamed)
    {
        await using var world = EngineWorld.Start(Configuration);

        var response = await world.Client.AskAsync(streamed, InferenceRequest.ToModel(model, "Hi there"));

        Assert.That((response.Text, response.VariantName), Is.EqualTo(("Hi there", model)));
        Assert.That(await world.RowsAsync("SELECT function_name, variant_name FROM chat_inference"), Is.EqualTo([$"tensorzero::default|{model}"]));
        Assert.That(
            await world.RowsAsync("SELECT model_name, model_provider_name FROM model_inference"),
            Is.EqualTo([model == "mine" ? "mine|a" : "dummy::echo|dummy"]));
    }

    [Test]
    public async Task A_configured_model_goes_before_a_shorthand()
    {
        await using var world = EngineWorld.Start(Configuration.Replace("[models.mine", "[models.\"custom::x\"", StringComparison.Ordinal));

        Assert.That((await world.Client.InferAsync(InferenceRequest.ToModel("custom::x", "Hi"))).Text, Is.EqualTo("Hi"));
    }

    [Test]
    public async Task A_shorthand_whose_key_is_missing_fails_the_call_and_not_the_start()
    {
        await using var world = EngineWorld.Start("");

        var failure = world.Client.FailsAsync(false, InferenceRequest.ToModel("openai::gpt-5-mini", "Hi"));

        Assert.That(failure.Attempts.Single().Failure, Is.EqualTo(ProviderFailure.Credential));
        Assert.That(failure.Message, Does.Contain("OPENAI_API_KEY"));
    }

    [Test]
    public async Task A_dry_run_calls_and_records_nothing([Values] bool streamed)
    {
        await using var world = EngineWorld.Start(Configuration);

        var response = await world.Client.AskAsync(
            streamed, new InferenceRequest { FunctionName = "greet", VariantName = "long", DryRun = true });
        world.Client.FailsAsync(streamed, new InferenceRequest { ModelName = "dummy::error", DryRun = true });

        Assert.That(response.Text, Is.Not.Empty);
        Assert.That(world.Engine.RecordCounters.Received, Is.EqualTo(1));
    }

    [Test]
    public async Task Tags_are_on_record_of_failures_too()
    {
        await using var world = EngineWorld.Start(Configuration);
        var tags = new Dictionary<string, string> { ["user"] = "ada", ["empty"] = "" };
        await world.Client.InferAsync(new InferenceRequest { FunctionName = "greet", VariantName = "short", Tags = tags });
        world.Client.FailsAsync(false, new InferenceRequest { ModelName = "dummy::error", Tags = tags });

        Assert.That(
            await world.RowsAsync("SELECT tags ->> '$.user', tags ->> '$.\"tensorzero::variant_pinned\"' FROM chat_inference UNION ALL SELECT tags ->> '$.user', NULL FROM failed_inference"),
            Is.EqualTo(["ada|short", "ada|null"]));
        Assert.That(
            await world.RowsAsync("SELECT key, value, count(*) FROM inference_tag GROUP BY key, value ORDER BY key"),
            Is.EqualTo(["empty||2", "tensorzero::variant_pinned|short|1", "user|ada|2"]));
    }

    [Test]
    public async Task Everything_on_record_names_its_configuration()
    {
        await using var world = EngineWorld.Start(Configuration);
        await world.Client.InferAsync(InferenceRequest.ToFunction("greet", "Hi"));
        world.Client.FailsAsync(false, InferenceRequest.ToModel("dummy::error", "Hi"));

        Assert.That(
            await world.RowsAsync(
                """
                SELECT DISTINCT snapshot_hash FROM chat_inference
                UNION SELECT snapshot_hash FROM model_inference UNION SELECT snapshot_hash FROM failed_inference
                UNION SELECT snapshot_hash FROM failed_call UNION SELECT hash FROM config_snapshot
                """),
            Is.EqualTo([world.Engine.ConfigurationHash]));
    }

    [Test]
    public void A_request_prints_names_only() =>
        Assert.That(
            new InferenceRequest
            {
                FunctionName = "greet",
                Input = new() { Messages = [InputMessage.User("private")] },
                Credentials = new Dictionary<string, string> { ["k"] = "sk-private" },
            }.ToString(),
            Is.EqualTo("InferenceRequest greet"));

    [Test]
    public async Task A_dynamic_variant_needs_no_configuration([Values] bool streamed)
    {
        await using var world = EngineWorld.Start(Configuration);

        var response = await world.Client.AskAsync(streamed, Dynamic(
            """
            {"type": "chat_completion", "model": "dummy::echo_request_messages",
             "templates": {"greet": {"path": {"__tensorzero_remapped_path": "greet", "__data": "Hello {{ name }}!"}}}}
            """));

        Assert.That(response.VariantName, Is.EqualTo("tensorzero::dynamic_variant"));
        Assert.That(response.Text, Does.Contain("Hi"));
        Assert.That(world.Engine.RecordCounters.Received, Is.EqualTo(1));
    }

    [TestCase("""{"type": "chat_completion", "model": "dummy::echo", "templates": {"greet": {"path": "/etc/passwd"}}}""", "path")]
    [TestCase("""{"type": "chat_completion", "model": "dummy::echo", "system_template": "../secret.txt"}""", "system_template")]
    [TestCase("""{"type": "chat_completion", "model": "dummy::echo", "system_template": {"__tensorzero_remapped_path": "x", "__data": "{% include '/etc/passwd' %}"}}""", "")]
    [TestCase("""{"type": "chat_completion", "model": "nobody"}""", "no model \"nobody\"")]
    [TestCase("""{"type": "chat_completion", "modle": "x"}""", "modle")]
    [TestCase("""{"type": "experimental_best_of_n_sampling", "candidates": ["short"], "evaluator": {"model": "mine"}}""", "not served")]
    [TestCase("""{"type": "chat_completion", "model": "dummy::echo", "json_mode": "on"}""", "json_mode")]
    [TestCase("[]", "it must be a JSON object")]
    public async Task A_dynamic_variant_is_refused(string json, string message)
    {
        await using var world = EngineWorld.Start(Configuration);

        InferenceRequestException? refusal = null;
        try
        {
            var response = await world.Client.InferAsync(Dynamic(json));
            Assert.That(response.Text, Does.Not.Contain("root:"));
        }
        catch (InvalidInferenceRequestException exception)
        {
            refusal = new(exception.Error, exception.Message);
        }
        catch (InferenceFailedException exception)
        {
            // A template that cannot be rendered fails its variant.
            Assert.That(exception.Attempts.Single().Failure, Is.EqualTo(ProviderFailure.Template));
            return;
        }

        Assert.That(refusal?.Error, Is.EqualTo(InferenceRequestError.InvalidRequest));
        Assert.That(refusal!.Message, Does.StartWith("the dynamic variant cannot be used: ").And.Contain(message));
    }

    private static IEnumerable<InferenceRequest> BadDynamicRequests()
    {
        var variant = JsonElement.Parse("""{"type": "chat_completion", "model": "dummy::echo"}""");
        yield return new() { FunctionName = "greet", DynamicVariant = variant };
        yield return new() { ModelName = "mine", DynamicVariant = variant, DryRun = true };
        yield return new() { FunctionName = "greet", VariantName = "short", DynamicVariant = variant, DryRun = true };
    }

    [TestCaseSource(nameof(BadDynamicRequests))]
    public async Task A_dynamic_variant_needs_a_dry_run_of_a_function_and_no_other_variant(InferenceRequest request)
    {
        await using var world = EngineWorld.Start(Configuration);

        Assert.That(world.Client.Refuses(request).Message, Does.Contain("a dynamic variant needs `dryrun` and `function_name`"));
    }

    private static InferenceRequest Dynamic(string json) => new()
    {
        FunctionName = "greet",
        Input = new InferenceInput { Messages = [InputMessage.User("Hi")] },
        DynamicVariant = JsonElement.Parse(json),
        DryRun = true,
    };

    private static Guid IdOf(DateTimeOffset time) => Guid.CreateVersion7(time);

    private sealed record InferenceRequestException(InferenceRequestError Error, string Message);
}
