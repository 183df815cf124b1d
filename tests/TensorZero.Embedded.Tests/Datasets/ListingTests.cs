namespace TensorZero.Embedded.Tests.Datasets;

internal sealed class ListingTests
{
    private readonly ManualTime _time = new();
    private TensorZeroEngine _engine = null!;

    private IDatasetClient Datasets => _engine.Datasets;

    [SetUp]
    public async Task Start()
    {
        _engine = await DatasetScene.StartAsync(_time);
        await AddAsync("golden", "plain", "a", "easy");
        await AddAsync("golden", "plain", "b", "hard");
        await AddAsync("golden", "greet", "c", "easy");
        await AddAsync("silver", "plain", "d", "easy");
    }

    [TearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    private static IEnumerable<TestCaseData> Queries()
    {
        yield return Case(new(), "dcba");
        yield return Case(new() { NewestFirst = false }, "abcd");
        yield return Case(new() { DatasetName = "golden" }, "cba");
        yield return Case(new() { DatasetName = "nothing" }, "");
        yield return Case(new() { DatasetName = "golden", FunctionName = "plain" }, "ba");
        yield return Case(new() { DatasetName = "golden", Limit = 1 }, "c");
        yield return Case(new() { DatasetName = "golden", Limit = 1, Offset = 1 }, "b");
        yield return Case(new() { DatasetName = "golden", Limit = null, Offset = 1 }, "ba");
        yield return Case(new() { Limit = 0 }, "");
        yield return Case(new() { Filter = new TagFilter("kind", "easy") }, "dca");
        yield return Case(new() { Filter = new TagFilter("kind", "easy", TagComparison.NotEqual) }, "b");
        yield return Case(new() { Filter = new NotFilter(new TagFilter("kind", "easy")) }, "b");
        yield return Case(new() { Filter = new AndFilter(new TagFilter("kind", "easy"), new NotFilter(new TagFilter("name", "a"))) }, "dc");
        yield return Case(new() { Filter = new OrFilter(new TagFilter("name", "a"), new TagFilter("name", "d")) }, "da");
        yield return Case(new() { Filter = new TimeFilter(FilterComparison.LessThan, At(2)) }, "a");
        yield return Case(new() { Filter = new TimeFilter(FilterComparison.GreaterThanOrEqual, At(3)) }, "dc");

        static TestCaseData Case(DatapointQuery query, string names) =>
            new TestCaseData(query, names).SetArgDisplayNames(query.ToString(), names);
    }

    [TestCaseSource(nameof(Queries))]
    public async Task A_query_lists_what_it_describes(DatapointQuery query, string names)
    {
        var listed = await Datasets.ListAsync(query).ToListAsync();

        Assert.That(string.Concat(listed.Select(datapoint => datapoint.Name)), Is.EqualTo(names));
        if (query is { Limit: 20 or null, Offset: 0 })
        {
            Assert.That(await Datasets.CountAsync(query), Is.EqualTo(names.Length));
        }
    }

    [Test]
    public async Task Datasets_are_listed_with_their_size()
    {
        Assert.That(await Datasets.ListDatasetsAsync(), Is.EqualTo(new[]
        {
            new DatasetSummary("golden", 3, At(3)), new DatasetSummary("silver", 1, At(4)),
        }));
    }

    private static IEnumerable<TestCaseData> WrongQueries()
    {
        yield return Case(new() { Filter = new BooleanMetricFilter("solved", true) }, "datapoints are filtered by tag and time");
        yield return Case(new() { Filter = new NotFilter(new DemonstrationFilter(true)) }, "they have no DemonstrationFilter");
        yield return Case(new() { Limit = -1 }, "must not be negative");
        yield return Case(new() { Offset = -1 }, "must not be negative");
        yield return Case(new() { DatasetName = "builder" }, "Invalid dataset name");
        yield return Case(new() { Filter = Nested(200) }, "nested more than 100 deep");
        yield return Case(
            new() { Filter = new OrFilter([.. Enumerable.Repeat(new TagFilter("a", "b"), 300)]) }, "more than 250 conditions");

        static TestCaseData Case(DatapointQuery query, string message) => new TestCaseData(query, message).SetArgDisplayNames(message);
    }

    [TestCaseSource(nameof(WrongQueries))]
    public void A_query_that_datapoints_cannot_answer_is_refused(DatapointQuery query, string message)
    {
        var refused = DatasetScene.Refused(async () => await Datasets.ListAsync(query).ToListAsync());

        Assert.That(refused.Message, Does.Contain(message));
        Assert.That(DatasetScene.Refused(() => Datasets.CountAsync(query)).Message, Is.EqualTo(refused.Message));
    }

    private static InferenceFilter Nested(int depth) =>
        depth == 0 ? new TagFilter("a", "b") : new NotFilter(Nested(depth - 1));

    /// <summary>One datapoint was made each second.</summary>
    private static DateTimeOffset At(int second) => new ManualTime().GetUtcNow() + TimeSpan.FromSeconds(second);

    private async Task AddAsync(string dataset, string function, string name, string kind)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await Datasets.CreateAsync(dataset, [new NewDatapoint
        {
            FunctionName = function,
            Input = function == "greet" ? DatasetScene.Greets("""{"who": "Ada"}""") : DatasetScene.Hello,
            Name = name,
            Tags = new Dictionary<string, string> { ["kind"] = kind, ["name"] = name },
        }]);
    }
}
