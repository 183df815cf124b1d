using System.Text.Json;

namespace TensorZero.Embedded.Tests.Inference;

internal sealed class RequestEntryTests
{
    private const string Configuration =
        """
        [functions.plain]
        type = "chat"
        variants.v = { type = "chat_completion", model = "dummy::echo" }

        [functions.checked]
        type = "chat"
        user_schema.__tensorzero_remapped_path = "user.json"
        user_schema.__data = '{"type": "string"}'

        [functions.checked.variants.v]
        type = "chat_completion"
        model = "dummy::echo"
        user_template.__tensorzero_remapped_path = "user.minijinja"
        user_template.__data = "Hi"
        """;

    [Test]
    public async Task A_record_does_not_need_the_callers_documents_any_more()
    {
        await using var world = EngineWorld.Start(Configuration);
        using (var document = JsonDocument.Parse("""{"city":"Oslo"}"""))
        {
            await world.Client.InferAsync(Ask(new UnknownBlock(document.RootElement), ExtraBody.Set("/user", document.RootElement)));
        }

        Assert.That(await world.EverythingAsync(), Does.Contain("\"type\":\"unknown\",\"data\":{\"city\":\"Oslo\"}").And.Contain("/user"));
    }

    [Test]
    public async Task What_the_caller_does_to_its_lists_afterwards_is_not_recorded()
    {
        await using var world = EngineWorld.Start(Configuration);
        var changes = new List<ExtraBody> { ExtraBody.Delete("/first") };
        var tags = new Dictionary<string, string> { ["first"] = "1" };
        var stops = new List<string> { "first" };

        await world.Client.InferAsync(new InferenceRequest
        {
            FunctionName = "plain",
            Input = new InferenceInput { Messages = [InputMessage.User("Hi")] },
            ExtraBody = changes,
            Tags = tags,
            Params = new ChatCompletionParams { StopSequences = stops },
        });
        changes.Add(ExtraBody.Delete("/second"));
        tags["second"] = "2";
        stops.Add("second");

        Assert.That(await world.EverythingAsync(), Does.Contain("first").And.Not.Contain("second"));
    }

    [Test]
    public void A_request_with_lists_of_its_own_is_otherwise_the_same()
    {
        var request = new InferenceRequest
        {
            FunctionName = "f",
            ModelName = "m",
            Input = new InferenceInput { System = "s" },
            EpisodeId = Guid.Parse("0190b6a0-0000-7000-8000-000000000001"),
            VariantName = "v",
            Namespace = "n",
            Params = new ChatCompletionParams { Temperature = 0.5 },
            OutputSchema = JsonElement.Parse("{}"),
            AllowedTools = ["a"],
            AdditionalTools = [new ToolDefinition("t", "", JsonElement.Parse("{}"))],
            ProviderTools = [new ProviderTool(JsonElement.Parse("{}"))],
            ToolChoice = ToolChoice.Auto,
            ParallelToolCalls = true,
            Tags = new Dictionary<string, string> { ["k"] = "v" },
            Credentials = new Dictionary<string, string> { ["key"] = "secret" },
            ExtraBody = [ExtraBody.Delete("/a")],
            ExtraHeaders = [ExtraHeader.Delete("a")],
            DryRun = true,
            IncludeRawResponse = true,
            IncludeRawUsage = true,
            Cache = CacheOptions.On,
            DynamicVariant = JsonElement.Parse("{}"),
            Internal = true,
            IsEvaluation = true,
            Replay = new ReplayMark(Guid.Empty, Guid.Empty, "r"),
            ApiKeyPublicId = "p",
        };

        var own = request.WithOwnLists();

        var properties = typeof(InferenceRequest).GetProperties(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic);
        var nothing = new InferenceRequest();
        Assert.Multiple(() =>
        {
            foreach (var property in properties)
            {
                Assert.That(property.GetValue(request), Is.Not.EqualTo(property.GetValue(nothing)), $"{property.Name} is not tested");
                Assert.That(property.GetValue(own), Is.EqualTo(property.GetValue(request)), property.Name);
            }
        });
    }

    private static IEnumerable<TestCaseData> HalfPairs =>
    [
        Case("a text", InputMessage.User("Hi \ud83d"), "/messages/0/content/0"),
        Case("low half", InputMessage.User("\ude00 Hi"), "/messages/0/content/0"),
        Case("a raw text", InputMessage.User(new RawTextBlock("\ud83d")), "/messages/0/content/0"),
        Case("the second block", InputMessage.User(new TextBlock("\ud83d\ude00"), new TextBlock("\ud83d\ud83d\ude00")), "/messages/0/content/1"),
        Case("a tool result", InputMessage.User(new ToolResultBlock("1", "t", "\ud83d")), "/messages/0/content/0"),
        Case("arguments of a call", InputMessage.Assistant(new ToolCallBlock("1", "t", "\ud83d")), "/messages/0/content/0"),
        Case("a thought", InputMessage.Assistant(new ThoughtBlock("\ud83d")), "/messages/0/content/0"),
        Case("a summary", InputMessage.Assistant(new ThoughtBlock(null) { Summary = ["fine", "\ud83d"] }), "/messages/0/content/0"),
    ];

    [TestCaseSource(nameof(HalfPairs))]
    public async Task A_text_cut_through_a_character_is_refused(InputMessage message, string place)
    {
        await using var world = EngineWorld.Start(Configuration);
        foreach (var function in new[] { "plain", "checked" })
        {
            var refused = world.Client.Refuses(
                new InferenceRequest { FunctionName = function, Input = new InferenceInput { Messages = [message] } });

            Assert.That(refused.Error, Is.EqualTo(InferenceRequestError.InvalidInput));
            Assert.That(refused.Pointers, Is.EqualTo([place]));
        }
    }

    [Test]
    public async Task A_system_prompt_cut_through_a_character_is_refused()
    {
        await using var world = EngineWorld.Start(Configuration);

        var refused = world.Client.Refuses(
            new InferenceRequest { FunctionName = "plain", Input = new InferenceInput { System = "\ud83d", Messages = [InputMessage.User("Hi")] } });

        Assert.That((refused.Error, refused.Pointers.Single()), Is.EqualTo((InferenceRequestError.InvalidInput, "/system")));
    }

    [Test]
    public async Task Whole_characters_of_any_plane_pass()
    {
        await using var world = EngineWorld.Start(Configuration);

        Assert.That((await world.Client.InferAsync(InferenceRequest.ToFunction("plain", "Hi \ud83d\ude00\ud83d\ude00!"))).Text, Does.Contain("\ud83d\ude00"));
    }

    [Test]
    public async Task An_episode_beyond_the_calendar_belongs_to_no_run()
    {
        await using var world = EngineWorld.Start(Configuration);

        var refused = world.Client.Refuses(
            new InferenceRequest { FunctionName = "plain", EpisodeId = Guid.Parse("ffffffff-ffff-7fff-bfff-ffffffffffff") });

        Assert.That(refused.Message, Does.StartWith("Workflow evaluation run not found"));
    }

    private static InferenceRequest Ask(ContentBlock block, ExtraBody change) => new()
    {
        FunctionName = "plain",
        Input = new InferenceInput { Messages = [InputMessage.User(new TextBlock("Hi"), block)] },
        ExtraBody = [change],
    };

    private static TestCaseData Case(string name, InputMessage message, string place) =>
        new TestCaseData(message, place).SetArgDisplayNames(name);
}
