namespace TensorZero.Embedded.Tests.Datasets;

internal sealed class FromInferencesTests
{
    private static readonly Guid Nobody = Guid.Parse("019ac9f0-0000-7000-8000-000000000001");

    private TensorZeroEngine _engine = null!;

    private IDatasetClient Datasets => _engine.Datasets;

    [SetUp]
    public async Task Start() => _engine = await DatasetScene.StartAsync(new ManualTime());

    [TearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task An_inference_of_this_moment_becomes_a_datapoint()
    {
        var inference = await _engine.Inference.InferAsync(new InferenceRequest
        {
            FunctionName = "assist",
            Input = DatasetScene.Hello,
            Tags = new Dictionary<string, string> { ["customer"] = "7" },
        });

        var ids = await Datasets.CreateFromInferencesAsync("golden", [inference.InferenceId]);

        var datapoint = await Datasets.OneAsync(ids.Single());
        Assert.Multiple(() =>
        {
            Assert.That((datapoint.FunctionName, datapoint.IsCustom), Is.EqualTo(("assist", false)));
            Assert.That(datapoint.SourceInferenceId, Is.EqualTo(inference.InferenceId));
            Assert.That(datapoint.EpisodeId, Is.EqualTo(inference.EpisodeId));
            Assert.That(datapoint.Input.Messages[0].Content, Is.EqualTo(new[] { new TextBlock("Hello") }));
            Assert.That(datapoint.Output!.Content, Is.EqualTo(new[] { new TextBlock("Hello") }), "the model echoes");
            Assert.That(datapoint.Tools!.Tools.Select(tool => tool.Name), Is.EqualTo(new[] { "weather" }));
            Assert.That(datapoint.Tags["customer"], Is.EqualTo("7"));
        });
    }

    [Test]
    public async Task An_inference_named_twice_becomes_one_datapoint()
    {
        var inference = await InferAsync("plain", "Hello");

        Assert.That(await Datasets.CreateFromInferencesAsync("golden", [inference, inference]), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_output_can_be_the_demonstration_or_none()
    {
        var inference = await InferAsync("extract", """{"name": "Ada"}""");
        await _engine.Feedback.SendAsync(FeedbackRequest.Demonstration(DatasetScene.Json("""{"name": "Ada Lovelace"}"""), inference));

        var answered = await OneOfAsync(inference, InferenceOutputSource.Inference);
        var demonstrated = await OneOfAsync(inference, InferenceOutputSource.Demonstration);
        var without = await OneOfAsync(inference, InferenceOutputSource.None);

        Assert.Multiple(() =>
        {
            Assert.That(answered.Output!.Json!.Raw, Is.EqualTo("""{"name": "Ada"}"""));
            Assert.That(demonstrated.Output!.Json!.Parsed!.Value.GetProperty("name").GetString(), Is.EqualTo("Ada Lovelace"));
            Assert.That(without.Output, Is.Null);
            Assert.That(without.OutputSchema!.Value.GetProperty("type").GetString(), Is.EqualTo("object"));
        });
    }

    [Test]
    public async Task A_query_makes_a_datapoint_of_each_inference()
    {
        for (var i = 0; i < 25; i++)
        {
            await InferAsync("plain", $"Hello {i}");
        }

        await InferAsync("extract", "{}");

        var limited = await Datasets.CreateFromInferencesAsync("some", new InferenceQuery { FunctionName = "plain" });
        var all = await Datasets.CreateFromInferencesAsync("all", new InferenceQuery { FunctionName = "plain", Limit = null });
        var none = await Datasets.CreateFromInferencesAsync("none", new InferenceQuery { FunctionName = "greet" });

        Assert.That((limited.Count, all.Count, none.Count), Is.EqualTo((20, 25, 0)));
        var datasets = await Datasets.ListDatasetsAsync();
        Assert.That(datasets.Select(dataset => (dataset.Name, dataset.DatapointCount)), Is.EqualTo(new[] { ("all", 25L), ("some", 20L) }));
    }

    [Test]
    public async Task A_missing_inference_is_an_error_and_nothing_is_kept()
    {
        var inference = await InferAsync("plain", "Hello");

        var missing = DatasetScene.Refused(() => Datasets.CreateFromInferencesAsync("golden", [inference, Nobody]));
        var undemonstrated = DatasetScene.Refused(
            () => Datasets.CreateFromInferencesAsync("golden", [inference], InferenceOutputSource.Demonstration));

        Assert.That(missing.Error, Is.EqualTo(DatasetRequestError.UnknownInference));
        Assert.That(missing.Message, Is.EqualTo($"item 1: Inference {Nobody} not found"));
        Assert.That(undemonstrated.Message, Is.EqualTo($"item 0: Inference {inference} not found, or it has no demonstration"));
        Assert.That(await Datasets.ListDatasetsAsync(), Is.Empty);
    }

    [Test]
    public async Task An_inference_without_content_is_no_datapoint()
    {
        var inference = await InferAsync("secret", "Hello");

        var refused = DatasetScene.Refused(() => Datasets.CreateFromInferencesAsync("golden", [inference]));

        Assert.That(refused.Error, Is.EqualTo(DatasetRequestError.ContentNotRecorded));
    }

    [Test]
    public async Task A_bare_models_inference_becomes_a_datapoint_that_can_be_updated()
    {
        var inference = await _engine.Inference.InferAsync(InferenceRequest.ToModel("echo", "Hello"));
        var ids = await Datasets.CreateFromInferencesAsync("golden", [inference.InferenceId]);

        var updated = await Datasets.UpdateAsync("golden", [new() { Id = ids[0], Output = DatapointOutput.FromText("Good day") }]);

        var datapoint = await Datasets.OneAsync(updated[0]);
        Assert.That((datapoint.FunctionName, datapoint.IsCustom), Is.EqualTo(("tensorzero::default", true)));
        Assert.That(datapoint.SourceInferenceId, Is.EqualTo(inference.InferenceId));
    }

    private async Task<Guid> InferAsync(string function, string text) =>
        (await _engine.Inference.InferAsync(InferenceRequest.ToFunction(function, text))).InferenceId;

    private async Task<Datapoint> OneOfAsync(Guid inference, InferenceOutputSource source) =>
        await Datasets.OneAsync((await Datasets.CreateFromInferencesAsync("golden", [inference], source)).Single());
}
