namespace TensorZero.Embedded.Tests.Datasets;

internal sealed class CreatingTests
{
    private readonly ManualTime _time = new();
    private TensorZeroEngine _engine = null!;

    private IDatasetClient Datasets => _engine.Datasets;

    [SetUp]
    public async Task Start() => _engine = await DatasetScene.StartAsync(_time);

    [TearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task A_chat_datapoint_is_kept_as_it_was_given()
    {
        var episode = Guid.Parse("019ac9f0-0000-7000-8000-000000000001");
        var id = (await Datasets.CreateAsync("golden", [new NewDatapoint
        {
            FunctionName = "greet",
            Input = DatasetScene.Greets("""{"who": "Ada"}"""),
            Output = DatapointOutput.FromText("Hello Ada"),
            Name = "first",
            EpisodeId = episode,
            Tags = new Dictionary<string, string> { ["kind"] = "easy" },
        }])).Single();

        var datapoint = await Datasets.OneAsync(id);
        Assert.Multiple(() =>
        {
            Assert.That((datapoint.Id, datapoint.DatasetName), Is.EqualTo((id, "golden")));
            Assert.That((datapoint.FunctionName, datapoint.FunctionType), Is.EqualTo(("greet", FunctionType.Chat)));
            Assert.That((datapoint.Name, datapoint.EpisodeId, datapoint.IsCustom), Is.EqualTo(("first", (Guid?)episode, true)));
            var template = (TemplateBlock)datapoint.Input.Messages[0].Content[0];
            Assert.That(template.Arguments.GetProperty("who").GetString(), Is.EqualTo("Ada"));
            Assert.That(datapoint.Output!.Content, Is.EqualTo(new[] { new TextBlock("Hello Ada") }));
            Assert.That(datapoint.Tags, Is.EqualTo(new Dictionary<string, string> { ["kind"] = "easy" }));
            Assert.That(datapoint.SourceInferenceId, Is.Null);
            Assert.That(datapoint.StaledAt, Is.Null);
            Assert.That(datapoint.OutputSchema, Is.Null);
            Assert.That(datapoint.Tools, Is.Null);
            Assert.That(datapoint.UpdatedAt, Is.EqualTo(_time.GetUtcNow()));
            Assert.That(datapoint.ConfigurationHash, Is.EqualTo(_engine.ConfigurationHash));
        });
    }

    [TestCase("""{"name": "Ada"}""", true)]
    [TestCase("""{"nom": "Ada"}""", false, Description = "it does not fit the schema")]
    [TestCase("no JSON at all", false)]
    [TestCase(null, false)]
    public async Task A_json_output_is_parsed_or_kept_raw(string? raw, bool isValid)
    {
        var id = (await Datasets.CreateAsync("golden", [Extract(DatapointOutput.FromJson(raw))])).Single();

        var json = (await Datasets.OneAsync(id)).Output!.Json!;
        Assert.That(json.Raw, Is.EqualTo(raw));
        Assert.That(json.Parsed?.GetProperty("name").GetString(), Is.EqualTo(isValid ? "Ada" : null));
    }

    [Test]
    public async Task A_datapoint_may_have_a_schema_of_its_own()
    {
        var datapoint = new NewDatapoint
        {
            FunctionName = "extract",
            Input = DatasetScene.Hello,
            Output = DatapointOutput.FromJson(DatasetScene.Json("7")),
            OutputSchema = DatasetScene.Json("""{"type": "integer"}"""),
        };
        var ids = await Datasets.CreateAsync("golden", [datapoint, Extract(null)]);

        var (own, functions) = (await Datasets.OneAsync(ids[0]), await Datasets.OneAsync(ids[1]));
        Assert.That(own.Output!.Json!.Parsed!.Value.GetInt32(), Is.EqualTo(7));
        Assert.That(own.OutputSchema!.Value.GetProperty("type").GetString(), Is.EqualTo("integer"));
        Assert.That(functions.OutputSchema!.Value.GetProperty("type").GetString(), Is.EqualTo("object"));
        Assert.That(functions.Output, Is.Null);
    }

    [Test]
    public async Task Tool_calls_are_checked_anew_against_the_datapoints_tools()
    {
        var lookup = new ToolDefinition("lookup", "Looks up.", DatasetScene.Json("""{"type": "object"}"""));
        var ids = await Datasets.CreateAsync("golden", [new NewDatapoint
        {
            FunctionName = "assist",
            Input = DatasetScene.Hello,
            Tools = new DatapointTools { AdditionalTools = [lookup], ToolChoice = ToolChoice.Required, ParallelToolCalls = true },
            Output = DatapointOutput.FromContent(
                new ToolCallBlock("1", "weather", """{"city": "Rome"}"""),
                new ToolCallBlock("2", "weather", """{"city": 7}""") { Name = "weather", Arguments = DatasetScene.Json("{}") },
                new ToolCallBlock("3", "lookup", "{}"),
                new ToolCallBlock("4", "forecast", "{}")),
        }]);

        var datapoint = await Datasets.OneAsync(ids[0]);
        var calls = datapoint.Output!.Content.Cast<ToolCallBlock>().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(calls.Select(call => call.Name), Is.EqualTo(new[] { "weather", "weather", "lookup", null }));
            Assert.That(calls.Select(call => call.Arguments is not null), Is.EqualTo(new[] { true, false, true, false }));
            Assert.That(datapoint.Tools!.Tools.Select(tool => tool.Name), Is.EqualTo(new[] { "weather", "lookup" }));
            Assert.That(datapoint.Tools.AdditionalTools.Select(tool => tool.Name), Is.EqualTo(new[] { "lookup" }));
            Assert.That((datapoint.Tools.ToolChoice, datapoint.Tools.ParallelToolCalls), Is.EqualTo((ToolChoice.Required, (bool?)true)));
        });
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        var hello = DatasetScene.Hello;
        yield return Case(
            new() { FunctionName = "palin", Input = hello },
            DatasetRequestError.UnknownFunction,
            "Unknown function: palin (did you mean \"plain\"?)");
        yield return Case(
            new() { FunctionName = "greet", Input = DatasetScene.Greets("""{"who": 7}""") },
            DatasetRequestError.InvalidInput,
            "/messages/0/content/0/arguments/who");
        yield return Case(
            new() { FunctionName = "plain", Input = hello, Output = DatapointOutput.FromJson("{}") },
            DatasetRequestError.WrongFunctionType,
            "Function 'plain' is not configured as a JSON function");
        yield return Case(
            new() { FunctionName = "extract", Input = hello, Output = DatapointOutput.FromText("Hi") },
            DatasetRequestError.WrongFunctionType,
            "Function 'extract' is not configured as a chat function");
        yield return Case(
            new() { FunctionName = "plain", Input = hello, OutputSchema = DatasetScene.Json("{}") },
            DatasetRequestError.WrongFunctionType,
            "Function 'plain' is not configured as a JSON function");
        yield return Case(
            new() { FunctionName = "extract", Input = hello, OutputSchema = DatasetScene.Json("""{"type": "whole"}""") },
            DatasetRequestError.InvalidOutputSchema,
            "Invalid output_schema");
        yield return Case(
            new() { FunctionName = "plain", Input = hello, Output = DatapointOutput.FromContent(new ToolResultBlock("1", "weather", "")) },
            DatasetRequestError.InvalidOutput,
            "a chat function does not answer with a ToolResultBlock");
        yield return Case(
            new() { FunctionName = "plain", Input = hello, Tools = new DatapointTools { AllowedTools = ["wether"] } },
            DatasetRequestError.InvalidTools,
            "no tool \"wether\"");
        yield return Case(
            new() { FunctionName = "extract", Input = hello, Tools = new DatapointTools { ToolChoice = ToolChoice.Auto } },
            DatasetRequestError.WrongFunctionType,
            "Cannot pass `tool_choice` to a JSON function");

        static TestCaseData Case(NewDatapoint datapoint, DatasetRequestError error, string message) =>
            new TestCaseData(datapoint, error, message).SetArgDisplayNames(message);
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_datapoint_that_does_not_fit_its_function_is_refused(
        NewDatapoint datapoint, DatasetRequestError error, string message)
    {
        var refused = DatasetScene.Refused(() => Datasets.CreateAsync("golden", [datapoint]));

        Assert.That(refused.Error, Is.EqualTo(error));
        Assert.That(refused.Message, Does.StartWith("item 0: ").And.Contain(message));
        Assert.That(await Datasets.ListDatasetsAsync(), Is.Empty);
    }

    [Test]
    public async Task Everything_wrong_in_a_batch_is_reported_and_nothing_of_it_is_kept()
    {
        NewDatapoint good = new() { FunctionName = "plain", Input = DatasetScene.Hello };
        NewDatapoint unknown = new() { FunctionName = "nobody", Input = DatasetScene.Hello };
        NewDatapoint unfit = new() { FunctionName = "greet", Input = DatasetScene.Greets("{}") };

        var refused = DatasetScene.Refused(() => Datasets.CreateAsync("golden", [good, unknown, unfit]));

        Assert.That(refused.Error, Is.EqualTo(DatasetRequestError.UnknownFunction));
        Assert.That(
            refused.Message.Split(Environment.NewLine).Select(line => line[..7]), Is.EqualTo(new[] { "item 1:", "item 2:" }));
        Assert.That(await Datasets.CountAsync(new DatapointQuery()), Is.Zero);
    }

    [TestCase("builder")]
    [TestCase("tensorzero::golden")]
    [TestCase("")]
    public void Reserved_names_of_datasets_are_refused(string name)
    {
        NewDatapoint good = new() { FunctionName = "plain", Input = DatasetScene.Hello };

        DatasetScene.Refused(DatasetRequestError.InvalidDatasetName, () => Datasets.CreateAsync(name, [good]));
    }

    [Test]
    public void An_empty_batch_is_refused()
    {
        var refused = DatasetScene.Refused(() => Datasets.CreateAsync("golden", []));

        Assert.That(refused.Error, Is.EqualTo(DatasetRequestError.InvalidRequest));
        Assert.That(refused.Message, Is.EqualTo("At least one datapoint must be provided"));
    }

    [Test]
    public async Task Without_observability_there_are_no_datasets()
    {
        await using var engine = await TensorZeroEngine.CreateAsync(
            new TensorZeroOptions { Configuration = TensorZeroConfiguration.FromToml("gateway.observability.enabled = false") });

        var error = Assert.ThrowsAsync<ObservabilityStoreException>(() => engine.Datasets.ListDatasetsAsync())!;

        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Disabled));
    }

    private static NewDatapoint Extract(DatapointOutput? output) =>
        new() { FunctionName = "extract", Input = DatasetScene.Hello, Output = output };
}
