using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse.Reading;

/// <summary>Datapoints in ClickHouse do as those in SQLite do: both are asked the same after each step.</summary>
internal sealed class DatapointTests : IAsyncDisposable
{
    private static TestDatabase _database = null!;

    private readonly ManualTime _time = new();
    private readonly SqliteStore _sqlite;
    private readonly ClickHouseDatapointStore _store;

    /// <summary>The datasets of this test alone.</summary>
    private readonly string _prefix = Some.Id().ToString();

    private readonly List<Guid> _ids = [];

    public DatapointTests()
    {
        _sqlite = SqliteStore.Open(new SqliteOptions { Path = null }, _time);
        _store = new ClickHouseDatapointStore(_database.Client, _time);
    }

    [OneTimeSetUp]
    public static async Task Create() => _database = await TestDatabase.MigratedAsync();

    [OneTimeTearDown]
    public static async Task Drop() => await _database.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _sqlite.DisposeAsync();
    }

    [Test]
    public async Task Datapoints_are_added_once()
    {
        var datapoints = new[] { Chat("a"), Json("a"), Chat("b") };

        await AddAsync(datapoints);
        await AddAsync([.. datapoints, Chat("b")]);

        await AllIsTheSameAsync();
    }

    [Test]
    public async Task A_new_version_takes_the_old_ones_place()
    {
        var (old, json) = (Chat("a"), Json("a"));
        await AddAsync(old, json, Chat("a"));

        _time.Advance(TimeSpan.FromSeconds(1));
        var replacements = new[] { new DatapointReplacement(old.Id, Chat("a")), new DatapointReplacement(json.Id, Json("a")) };
        var missing = await BothAsync(store => store.ReplaceAsync(Name("a"), replacements, default));

        Assert.That(missing, Is.Empty);
        await AllIsTheSameAsync();
    }

    [Test]
    public async Task Nothing_is_replaced_where_something_is_missing()
    {
        var (old, elsewhere) = (Chat("a"), Chat("b"));
        await AddAsync(old, elsewhere);

        DatapointReplacement[] replacements = [.. ((Guid[])[old.Id, elsewhere.Id, Some.Id()]).Select(id => new DatapointReplacement(id, Chat("a")))];
        var missing = await BothAsync(store => store.ReplaceAsync(Name("a"), replacements, default));

        Assert.That(missing, Has.Count.EqualTo(2));
        await AllIsTheSameAsync();
    }

    [Test]
    public async Task A_name_is_given_and_taken_and_given_again()
    {
        var datapoint = Json("a");
        await AddAsync(datapoint, Chat("a"));

        foreach (var name in (string?[])["o'brien", null, "o'brien", "\"Größe\"\\"])
        {
            Assert.That(await BothAsync(store => store.RenameAsync(Name("a"), datapoint.Id, name, default)), Is.True);
            await AllIsTheSameAsync();
        }

        Assert.That(await BothAsync(store => store.RenameAsync(Name("b"), datapoint.Id, "x", default)), Is.False);
    }

    [Test]
    public async Task Deleted_datapoints_are_stale()
    {
        var (first, second) = (Chat("a"), Json("a"));
        await AddAsync(first, second, Chat("a"), Chat("b"));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await BothAsync(store => store.DeleteAsync(Name("a"), [first.Id, second.Id, first.Id], default)), Is.EqualTo(2));
        await AllIsTheSameAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await BothAsync(store => store.DeleteAsync(Name("a"), null, default)), Is.EqualTo(1));
        await AllIsTheSameAsync();
    }

    [Test]
    public async Task Lists_are_filtered_and_cut_alike([Values] bool newestFirst, [Values(null, 3, 1000)] int? limit)
    {
        await AddAsync([.. Enumerable.Range(0, 230).Select(i => i % 3 == 0 ? Json("a", i) : Chat("a", i))]);

        InferenceFilter[] filters =
        [
            new TagFilter("n", "3"),
            new TagFilter("n", "3", TagComparison.NotEqual),
            new NotFilter(new TagFilter("nobody's", "")),
            new AndFilter(new OrFilter(), new TagFilter("n", "3")),
            new TimeFilter(FilterComparison.GreaterThan, _time.GetUtcNow()),
        ];
        foreach (var filter in (InferenceFilter?[])[null, .. filters])
        {
            var query = new DatapointQuery
            {
                DatasetName = Name("a"), Filter = filter, NewestFirst = newestFirst, Limit = limit, Offset = 7,
            };
            await SameAsync(async store => await store.ListAsync(query, default).Select(Text).ToListAsync());
            await SameAsync(async store => new List<long> { await store.CountAsync(query, default) });
        }
    }

    private DatapointRecord Chat(string dataset, int number = 0) => Track(new DatapointRecord
    {
        Id = Some.Id(),
        DatasetName = Name(dataset),
        FunctionName = "greet",
        FunctionType = FunctionType.Chat,
        Name = "Größe",
        EpisodeId = Some.Id(),
        Input = new InferenceInput { System = "Be \"kind\"\\.", Messages = [InputMessage.User("日本\n")] },
        Output = number % 2 == 0 ? null : new StoredOutput([new TextBlock("Hello.")], null),
        Tools = number % 2 != 0 ? null : new StoredTools
        {
            Tools = ContentJsonSamples.Tools,
            AdditionalTools = [ContentJsonSamples.Tools[0]],
            ProviderTools = ContentJsonSamples.ProviderTools,
            AllowedTools = ["time"],
            ToolChoice = number % 4 == 0 ? ToolChoice.Required : ToolChoice.Specific("time"),
            ParallelToolCalls = false,
        },
        Tags = new Dictionary<string, string> { ["n"] = (number % 5).ToString(), ["a\"b'"] = "\\" },
        IsCustom = true,
        SourceInferenceId = Some.Id(),
        UpdatedAt = _time.GetUtcNow(),
        SnapshotHash = Hash,
    });

    private DatapointRecord Json(string dataset, int number = 0) => Track(new DatapointRecord
    {
        Id = Some.Id(),
        DatasetName = Name(dataset),
        FunctionName = "extract",
        FunctionType = FunctionType.Json,
        Input = new InferenceInput { Messages = [InputMessage.User("Hi!")] },
        Output = new StoredOutput([], new JsonOutput("{\"a\":1}", ContentJsonSamples.Json("{\"a\":1}"))),
        OutputSchema = ContentJsonSamples.Json("{\"type\":\"object\"}"),
        Tags = new Dictionary<string, string> { ["n"] = (number % 5).ToString() },
        UpdatedAt = _time.GetUtcNow(),
        SnapshotHash = Hash,
    });

    private static string Hash => "00c0ffee".PadRight(64, '7');

    private string Name(string dataset) => $"{_prefix}-{dataset}";

    private DatapointRecord Track(DatapointRecord datapoint)
    {
        _ids.Add(datapoint.Id);
        return datapoint;
    }

    private async Task AddAsync(params DatapointRecord[] datapoints)
    {
        await _sqlite.Datapoints.AddAsync(datapoints, default);
        await _store.AddAsync(datapoints, default);
    }

    private async Task<T> BothAsync<T>(Func<IDatapointStore, ValueTask<T>> act)
    {
        var expected = await act(_sqlite.Datapoints);
        Assert.That(await act(_store), Is.EqualTo(expected));
        return expected;
    }

    private async Task AllIsTheSameAsync()
    {
        await SameAsync(async store => (await store.GetAsync(_ids, default)).Select(Text).ToList());
        foreach (var dataset in (string[])[Name("a"), Name("b")])
        {
            await SameAsync(async store => await store
                .ListAsync(new DatapointQuery { DatasetName = dataset, Limit = null }, default).Select(Text).ToListAsync());
        }

        await SameAsync(async store => (await store.ListDatasetsAsync(null, default))
            .Where(dataset => dataset.Name.StartsWith(_prefix, StringComparison.Ordinal)).Select(dataset => dataset.ToString()).ToList());
    }

    private async Task SameAsync<T>(Func<IDatapointStore, Task<List<T>>> ask) =>
        Assert.That(await ask(_store), Is.EqualTo(await ask(_sqlite.Datapoints)));

    private static string Text(DatapointRecord datapoint) => DatapointText.Of(datapoint);
}
