namespace TensorZero.Embedded.Tests.Datasets;

internal sealed class ChangingTests
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
    public async Task An_update_is_a_new_version_and_keeps_what_it_leaves_out()
    {
        var old = await CreateAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        var id = (await Datasets.UpdateAsync("golden", [new DatapointUpdate { Id = old, Input = DatasetScene.Says("Bye") }])).Single();

        var (before, after) = (await Datasets.OneAsync(old), await Datasets.OneAsync(id));
        Assert.Multiple(() =>
        {
            Assert.That(id, Is.Not.EqualTo(old));
            Assert.That(before.StaledAt, Is.EqualTo(_time.GetUtcNow()));
            Assert.That(before.Input.Messages[0].Content, Is.EqualTo(new[] { new TextBlock("Hello") }));
            Assert.That(after.StaledAt, Is.Null);
            Assert.That(after.UpdatedAt, Is.EqualTo(_time.GetUtcNow()));
            Assert.That(after.Input.Messages[0].Content, Is.EqualTo(new[] { new TextBlock("Bye") }));
            Assert.That(after.Output!.Content, Is.EqualTo(before.Output!.Content));
            Assert.That((after.Name, after.Tags["kind"]), Is.EqualTo(("first", "easy")));
        });
        Assert.That((await Datasets.ListAsync("golden")).Select(datapoint => datapoint.Id), Is.EqualTo(new[] { id }));
    }

    [Test]
    public async Task Null_takes_away_what_a_datapoint_had()
    {
        var old = await CreateAsync();

        var ids = await Datasets.UpdateAsync(
            "golden", [new DatapointUpdate { Id = old, Output = null, Name = null, Tags = new Dictionary<string, string>() }]);

        var datapoint = await Datasets.OneAsync(ids[0]);
        Assert.That((datapoint.Output, datapoint.Name), Is.EqualTo(default((DatapointOutput?, string?))));
        Assert.That(datapoint.Tags, Is.Empty);
        Assert.That(datapoint.Input.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_new_schema_checks_the_old_output_anew()
    {
        var old = (await Datasets.CreateAsync(
            "golden", [new() { FunctionName = "extract", Input = DatasetScene.Hello, Output = DatapointOutput.FromJson("7") }])).Single();
        Assert.That((await Datasets.OneAsync(old)).Output!.Json!.Parsed, Is.Null);

        var ids = await Datasets.UpdateAsync(
            "golden", [new DatapointUpdate { Id = old, OutputSchema = DatasetScene.Json("""{"type": "integer"}""") }]);

        Assert.That((await Datasets.OneAsync(ids[0])).Output!.Json!.Parsed!.Value.GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task New_tools_check_the_old_calls_anew_and_null_goes_back_to_the_functions_own()
    {
        var lookup = new ToolDefinition("lookup", "Looks up.", DatasetScene.Json("""{"type": "object"}"""));
        var first = (await Datasets.CreateAsync("golden", [new NewDatapoint
        {
            FunctionName = "assist",
            Input = DatasetScene.Hello,
            Output = DatapointOutput.FromContent(new ToolCallBlock("1", "lookup", "{}")),
        }])).Single();

        var second = await UpdateAsync(new DatapointUpdate { Id = first, Tools = new DatapointTools { AdditionalTools = [lookup] } });
        var third = await UpdateAsync(new DatapointUpdate { Id = second.Id, Name = "kept tools" });
        var fourth = await UpdateAsync(new DatapointUpdate { Id = third.Id, Tools = null });

        Assert.Multiple(async () =>
        {
            Assert.That(NameOfCall(await Datasets.OneAsync(first)), Is.Null);
            Assert.That(NameOfCall(second), Is.EqualTo("lookup"));
            Assert.That(NameOfCall(third), Is.EqualTo("lookup"));
            Assert.That(NameOfCall(fourth), Is.Null);
            Assert.That(fourth.Tools!.Tools.Select(tool => tool.Name), Is.EqualTo(new[] { "weather" }));
        });

        static string? NameOfCall(Datapoint datapoint) => ((ToolCallBlock)datapoint.Output!.Content[0]).Name;
    }

    [Test]
    public async Task All_updates_of_a_call_happen_or_none()
    {
        var id = await CreateAsync();

        var unknown = DatasetScene.Refused(() => Datasets.UpdateAsync("golden", [new() { Id = id, Name = "new" }, new() { Id = Nobody }]));
        var elsewhere = DatasetScene.Refused(() => Datasets.UpdateAsync("other", [new() { Id = id }]));
        var twice = DatasetScene.Refused(() => Datasets.UpdateAsync("golden", [new() { Id = id }, new() { Id = id }]));
        var empty = DatasetScene.Refused(() => Datasets.UpdateAsync("golden", []));

        Assert.Multiple(() =>
        {
            Assert.That(unknown.Error, Is.EqualTo(DatasetRequestError.UnknownDatapoint));
            Assert.That(unknown.Message, Does.StartWith($"item 1: Datapoint not found for id: {Nobody}"));
            Assert.That(elsewhere.Error, Is.EqualTo(DatasetRequestError.UnknownDatapoint));
            Assert.That(twice.Message, Is.EqualTo($"Duplicate datapoint id provided: {id}"));
            Assert.That(empty.Message, Is.EqualTo("At least one datapoint must be provided"));
        });
        Assert.That((await Datasets.OneAsync(id)).StaledAt, Is.Null);
    }

    [Test]
    public async Task A_stale_version_is_not_updated_again()
    {
        var old = await CreateAsync();
        await Datasets.UpdateAsync("golden", [new() { Id = old, Name = "new" }]);

        var refused = DatasetScene.Refused(() => Datasets.UpdateAsync("golden", [new() { Id = old, Name = "newer" }]));

        Assert.That(refused.Error, Is.EqualTo(DatasetRequestError.UnknownDatapoint));
        Assert.That((await Datasets.ListAsync("golden")).Select(datapoint => datapoint.Name), Is.EqualTo(new[] { "new" }));
    }

    [Test]
    public async Task A_name_changes_without_a_new_version()
    {
        var id = await CreateAsync();

        await Datasets.RenameAsync("golden", id, "renamed");
        Assert.That((await Datasets.OneAsync(id)).Name, Is.EqualTo("renamed"));
        await Datasets.RenameAsync("golden", id, null);
        Assert.That((await Datasets.OneAsync(id)).Name, Is.Null);

        DatasetScene.Refused(DatasetRequestError.UnknownDatapoint, () => Datasets.RenameAsync("other", id, "x"));
        DatasetScene.Refused(DatasetRequestError.UnknownDatapoint, () => Datasets.RenameAsync("golden", Nobody, "x"));
    }

    [Test]
    public async Task Deleted_datapoints_are_in_no_list_and_can_be_read()
    {
        var (first, second) = (await CreateAsync(), await CreateAsync());

        Assert.That(await Datasets.DeleteAsync("golden", [first, Nobody]), Is.EqualTo(1));
        Assert.That(await Datasets.DeleteAsync("golden", [first]), Is.Zero);
        Assert.That(DatasetScene.Refused(() => Datasets.DeleteAsync("golden", [])).Message, Is.EqualTo("ids must be a non-empty list"));
        Assert.That((await Datasets.ListAsync("golden")).Select(datapoint => datapoint.Id), Is.EqualTo(new[] { second }));
        Assert.That((await Datasets.OneAsync(first)).StaledAt, Is.EqualTo(_time.GetUtcNow()));
    }

    [Test]
    public async Task A_deleted_dataset_is_gone()
    {
        await CreateAsync();
        await CreateAsync();

        Assert.That(await Datasets.DeleteDatasetAsync("golden"), Is.EqualTo(2));
        Assert.That(await Datasets.ListDatasetsAsync(), Is.Empty);
        Assert.That(await Datasets.DeleteDatasetAsync("golden"), Is.Zero);
        DatasetScene.Refused(DatasetRequestError.InvalidDatasetName, () => Datasets.DeleteDatasetAsync("builder"));
    }

    private async Task<Guid> CreateAsync() => (await Datasets.CreateAsync("golden", [new NewDatapoint
    {
        FunctionName = "plain",
        Input = DatasetScene.Hello,
        Output = DatapointOutput.FromText("Hello"),
        Name = "first",
        Tags = new Dictionary<string, string> { ["kind"] = "easy" },
    }])).Single();

    private async Task<Datapoint> UpdateAsync(DatapointUpdate update) =>
        await Datasets.OneAsync((await Datasets.UpdateAsync("golden", [update])).Single());
}
