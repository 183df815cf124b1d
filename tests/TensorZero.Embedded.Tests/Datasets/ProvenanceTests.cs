using System.Text.Json;

namespace TensorZero.Embedded.Tests.Datasets;

internal sealed class ProvenanceTests
{
    private static readonly Guid Nobody = Guid.Parse("019ac9f0-0000-7000-8000-000000000001");

    private readonly ManualTime _time = new();
    private TensorZeroEngine _engine = null!;

    private IDatasetClient Datasets => _engine.Datasets;

    [SetUp]
    public async Task Start() => _engine = await DatasetScene.StartAsync(_time);

    [TearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task Every_version_before_a_datapoint_is_known_with_who_made_it()
    {
        var first = await CreateAsync();
        var created = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = await EditAsync("golden", first, "anna");
        _time.Advance(TimeSpan.FromMinutes(1));
        var third = (await Datasets.CloneAsync("other", [second], "ben")).Single()!.Value;
        _time.Advance(TimeSpan.FromMinutes(1));
        var fourth = await EditAsync("other", third, null);

        var provenance = (await Datasets.GetProvenanceAsync(fourth))!;

        Assert.Multiple(() =>
        {
            Assert.That((provenance.DatapointId, provenance.RootId, provenance.SourceInferenceId), Is.EqualTo((fourth, first, (Guid?)null)));
            Assert.That(provenance.Feedback, Is.Empty);
            Assert.That(provenance.Versions, Is.EqualTo(new[]
            {
                new DatapointVersion(first, "golden", DatapointChange.Created, created, null),
                new DatapointVersion(second, "golden", DatapointChange.Edited, created.AddMinutes(1), "anna"),
                new DatapointVersion(third, "other", DatapointChange.Cloned, created.AddMinutes(2), "ben"),
                new DatapointVersion(fourth, "other", DatapointChange.Edited, created.AddMinutes(3), null),
            }));
        });
        Assert.That((await Datasets.GetProvenanceAsync(first))!.Versions, Has.Count.EqualTo(1), "what came later is no part of it");
        Assert.That(await Datasets.GetProvenanceAsync(Nobody), Is.Null);
    }

    [Test]
    public async Task A_datapoint_made_of_an_inference_leads_to_it_and_to_what_was_said_of_it()
    {
        var answer = await _engine.Inference.InferAsync(InferenceRequest.ToFunction("plain", "Hello"));
        await _engine.Feedback.SendAsync(
            new FeedbackRequest { MetricName = "solved", Value = JsonElement.Parse("true"), InferenceId = answer.InferenceId });
        await _engine.FlushAsync();
        var made = (await Datasets.CreateFromInferencesAsync("golden", [answer.InferenceId])).Single();

        var provenance = (await Datasets.GetProvenanceAsync(await EditAsync("golden", made, null)))!;

        Assert.That((provenance.RootId, provenance.SourceInferenceId), Is.EqualTo((answer.InferenceId, (Guid?)answer.InferenceId)));
        Assert.That(provenance.Feedback.Select(feedback => (feedback.MetricName, feedback.BooleanValue)), Is.EqualTo(new[] { ("solved", true) }));
        Assert.That(provenance.Versions.Select(version => version.Change), Is.EqualTo(new[] { DatapointChange.Created, DatapointChange.Edited }));
    }

    [Test]
    public async Task A_new_name_makes_no_version_and_a_refused_edit_harms_nothing()
    {
        var id = await CreateAsync();
        await Datasets.RenameAsync("golden", id, "renamed");
        DatasetScene.Refused(() => Datasets.UpdateAsync("golden", [new() { Id = id, Name = "new" }, new() { Id = Nobody }]));

        Assert.That((await Datasets.GetProvenanceAsync(id))!.Versions.Select(version => version.DatapointId), Is.EqualTo(new[] { id }));
    }

    private async Task<Guid> CreateAsync() =>
        (await Datasets.CreateAsync("golden", [new NewDatapoint { FunctionName = "plain", Input = DatasetScene.Hello }])).Single();

    private async Task<Guid> EditAsync(string dataset, Guid id, string? by) =>
        (await Datasets.UpdateAsync(dataset, [new DatapointUpdate { Id = id, Output = DatapointOutput.FromText("Hi"), EditedBy = by }])).Single();
}
