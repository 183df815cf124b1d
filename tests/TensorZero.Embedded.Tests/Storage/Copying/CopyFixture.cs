using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Copying;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Configuration.Files;
using TensorZero.Embedded.Tests.Storage.Conformance;

namespace TensorZero.Embedded.Tests.Storage.Copying;

/// <summary>A source with a history and an empty target, of two kinds.</summary>
internal abstract class CopyFixture(StoreUnderTest from, StoreUnderTest to)
{
    private readonly List<EmptyStore> _databases = [];
    private TemporaryFolder _folder = null!;

    protected RecordedHistory History { get; } = new(seed: 11, inferences: SoakAttribute.IsAsked ? 1_500 : 300);

    protected IObservabilityStore Source { get; private set; } = null!;

    protected IObservabilityStore Target { get; private set; } = null!;

    [SetUp]
    public async Task Open()
    {
        _folder = new TemporaryFolder();
        Source = await OpenAsync(from);
        Target = await OpenAsync(to);
        await History.WriteToAsync(Source);
    }

    [TearDown]
    public async Task Close()
    {
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }

        _folder.Dispose();
    }

    protected static DatapointRecord Datapoint(string dataset) => new()
    {
        Id = Some.Id(),
        DatasetName = dataset,
        FunctionName = "greet",
        FunctionType = FunctionType.Chat,
        Name = "first",
        Input = new InferenceInput { Messages = [InputMessage.User("Hi!")] },
        UpdatedAt = DateTimeOffset.UnixEpoch,
        SnapshotHash = Names.Hashes[0],
    };

    protected async Task<IReadOnlyList<CopyReport>> CopyAsync(DateTimeOffset? until = null)
    {
        using var file = new CopyStateFile(Path.Combine(_folder.Path, "state.json"));
        var state = file.Load("test") ?? CopyState.Begin("test", until ?? DateTimeOffset.MaxValue.AddYears(-5000));
        var reports = await new StoreCopy(new OpenedStore(Source, null), new OpenedStore(Target, null), file, state)
            .RunAsync(new Progress<long>(), default).OrFail();
        Assert.That(Directory.GetFiles(_folder.Path), Has.All.EndsWith(".lock"), "a copy that is done needs no memory");
        return reports;
    }

    private async Task<IObservabilityStore> OpenAsync(StoreUnderTest store)
    {
        _databases.Add(await store.OpenEmptyAsync());
        return _databases[^1].Store;
    }
}
