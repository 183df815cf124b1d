using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.History;

/// <summary>Deleting through the engine; what exactly goes, the conformance suite says.</summary>
internal sealed class RecordDeletionTests
{
    private readonly TemporaryDatabase _database = new();
    private readonly ManualTime _time = new();

    [TearDown]
    public void Remove() => _database.Dispose();

    [Test]
    public async Task What_still_waits_to_be_written_does_not_survive()
    {
        await using var engine = await StartAsync();
        var answer = await engine.Inference.InferAsync(Greeting);

        var counts = await engine.Deletion.DeleteTaggedAsync("user", "ada");

        Assert.That(counts, Is.EqualTo(new DeletionCounts(1, 1, 0, 0)));
        await engine.FlushAsync();
        Assert.That(await engine.History.GetAsync([answer.InferenceId]), Is.Empty);
    }

    [Test]
    public async Task Inferences_are_deleted_by_their_ids()
    {
        await using var engine = await StartAsync();
        var first = await engine.Inference.InferAsync(Greeting);
        var second = await engine.Inference.InferAsync(Greeting);

        _ = await engine.Deletion.DeleteInferencesAsync([first.InferenceId]);

        Assert.That((await engine.History.GetAsync([first.InferenceId, second.InferenceId])).Single().InferenceId, Is.EqualTo(second.InferenceId));
    }

    [Test]
    public async Task What_is_older_than_it_is_kept_is_deleted_at_the_start_and_every_day()
    {
        await FillAsync();
        var firstPause = _time.WhenSet(TimeSpan.FromDays(1));
        await using var engine = await StartAsync("[embedded.retention]\ninference_days = 30\ncontent_days = 7");
        await firstPause;
        Assert.That(await CountAsync(engine), Is.EqualTo(2), "one was 31 days old");
        Assert.That(await ContentsAsync(engine), Is.EqualTo(1), "one more was 8 days old");

        var secondPause = _time.WhenSet(TimeSpan.FromDays(1));
        _time.Advance(TimeSpan.FromDays(25));
        await secondPause;

        Assert.That(await CountAsync(engine), Is.EqualTo(1));
        Assert.That(await ContentsAsync(engine), Is.Zero);
    }

    [Test]
    public async Task Everything_is_kept_when_nothing_is_said()
    {
        await FillAsync();
        await using var engine = await StartAsync();

        Assert.That(await ContentsAsync(engine), Is.EqualTo(3));
    }

    [Test]
    public void Without_a_store_nothing_can_be_deleted()
    {
        using var engine = TensorZeroEngine.Create(OptionsOf("[gateway.observability]\nenabled = false"));

        Assert.That(
            async () => await engine.Deletion.DeleteBeforeAsync(DateTimeOffset.UnixEpoch),
            Throws.InstanceOf<ObservabilityStoreException>().With.Message.StartsWith("Nothing is recorded"));
    }

    private static InferenceRequest Greeting => new()
    {
        FunctionName = "greet",
        Input = new InferenceInput { Messages = [InputMessage.User("Hi!")] },
        Tags = new Dictionary<string, string> { ["user"] = "ada" },
    };

    /// <summary>Three inferences: 31 days, 8 days and 1 day old.</summary>
    private async Task FillAsync()
    {
        await using var store = _database.Open();
        foreach (var days in new[] { 31, 8, 1 })
        {
            var then = new ManualTime();
            then.Advance(TimeSpan.FromDays(-days));
            var ids = new TensorZero.Embedded.Content.UuidV7Source(then, new Random(days));
            await store.WriteAsync([Some.Inference(ids.Next())], default);
        }
    }

    private static async Task<int> ContentsAsync(TensorZeroEngine engine) =>
        await engine.History.ListAsync(new InferenceQuery()).CountAsync(inference => inference.Input is not null);

    private static async Task<long> CountAsync(TensorZeroEngine engine) => await engine.History.CountAsync(new InferenceQuery());

    private Task<TensorZeroEngine> StartAsync(string settings = "") => TensorZeroEngine.CreateAsync(OptionsOf(settings));

    private TensorZeroOptions OptionsOf(string settings) => new()
    {
        Configuration = TensorZeroConfiguration.FromToml(
            $"""
            [functions.greet]
            type = "chat"
            [functions.greet.variants.plain]
            type = "chat_completion"
            model = "dummy::good"
            {settings}
            """),
        SqlitePath = _database.Path,
        TimeProvider = _time,
    };
}
