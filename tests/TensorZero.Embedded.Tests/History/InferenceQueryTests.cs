using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.History;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Storage;

namespace TensorZero.Embedded.Tests.History;

/// <summary>The database against the oracle, over thousands of queries that nobody thought of.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class InferenceQueryTests
{
    private static readonly HistoryWorld World = new(seed: 7);
    private static readonly HistoryOracle Oracle = new(World.Inferences, World.Feedback);
    private static readonly FilterComparison[] Comparisons = Enum.GetValues<FilterComparison>();

    private SqliteStore _store = null!;
    private InferenceHistory _history = null!;

    [OneTimeSetUp]
    public async Task FillStore()
    {
        _store = SqliteStore.Open(new SqliteOptions { Path = null }, TimeProvider.System);
        _history = new InferenceHistory(_store, DisabledRecordSink.Instance);
        foreach (var batch in World.InRandomOrder(seed: 8).Chunk(100))
        {
            await _store.WriteAsync(batch, default);
        }
    }

    [OneTimeTearDown]
    public async Task CloseStore() => await _store.DisposeAsync();

    [Test]
    public void Every_query_lists_what_the_oracle_lists() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(5),
            Prop.ForAll(Queries().ToArbitrary(), query =>
            {
                var listed = List(query);
                var expected = Oracle.List(query);

                return listed.SequenceEqual(expected)
                    .Label($"{query}\nlisted {string.Join(' ', listed)}\nexpected {string.Join(' ', expected)}");
            }));

    [Test]
    public void Every_query_counts_what_the_oracle_counts() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(5),
            Prop.ForAll(Queries().ToArbitrary(), query =>
                _history.CountAsync(query).AsTask().GetAwaiter().GetResult() == Oracle.Count(query)));

    [TestCase(7)]
    [TestCase(1)]
    public void Cursors_walk_through_a_list_in_both_directions(int pageSize)
    {
        var query = new InferenceQuery { FunctionName = "greet", Limit = pageSize };
        var all = List(query with { Limit = null });
        var down = new List<Guid>();
        for (var page = List(query); page.Count > 0; page = List(query with { Before = page[^1] }))
        {
            down.AddRange(page);
        }

        var up = new List<Guid>();
        for (var page = List(query with { After = all[^1] }); page.Count > 0; page = List(query with { After = page[0] }))
        {
            up.InsertRange(0, page);
        }

        Assert.That(all, Is.Not.Empty);
        Assert.That(down, Is.EqualTo(all));
        Assert.That(up, Is.EqualTo(all.SkipLast(1)));
    }

    [Test]
    public void Twenty_are_listed_when_nobody_says_how_many() => Assert.That(List(new InferenceQuery()), Has.Count.EqualTo(20));

    private List<Guid> List(InferenceQuery query) =>
        _history.ListAsync(query).Select(inference => inference.InferenceId).ToListAsync().AsTask().GetAwaiter().GetResult();

    private static Gen<InferenceQuery> Queries() =>
        from function in Optional(Gen.Elements([.. HistoryWorld.Functions, "nobody's"]))
        from variant in Optional(Gen.Elements(HistoryWorld.Variants))
        from episode in Optional(Inference().Select(inference => inference.EpisodeId).Select(id => (Guid?)id))
        from filter in Optional(Gen.Sized(Filters))
        from order in Gen.ListOf(Orders()).Select(orders => orders.Take(3).ToList())
        from limit in Gen.OneOf(Gen.Choose(0, 30).Select(limit => (int?)limit), Gen.Constant<int?>(null))
        from cursor in Gen.Choose(0, 3)
        from cursorId in Inference().Select(inference => (Guid?)inference.Id)
        from offset in Gen.Choose(0, 20).Select(offset => (int?)offset)
        from source in Gen.Elements(Enum.GetValues<InferenceOutputSource>())
        select new InferenceQuery
        {
            FunctionName = function,
            VariantName = variant,
            EpisodeId = episode,
            Filter = filter,
            OrderBy = order,
            Limit = limit,
            Offset = cursor == 1 ? offset : null,
            Before = cursor == 2 ? cursorId : null,
            After = cursor == 3 ? cursorId : null,
            OutputSource = source,
        };

    private static Gen<InferenceOrder> Orders() =>
        from largestFirst in Gen.Elements(true, false)
        from metric in Gen.Elements<string?>([null, .. HistoryWorld.FloatMetrics, .. HistoryWorld.BooleanMetrics, "nobody's"])
        select metric is null ? InferenceOrder.ByTimestamp(largestFirst) : InferenceOrder.ByMetric(metric, largestFirst);

    private static Gen<InferenceFilter> Filters(int depth)
    {
        var simple = Gen.OneOf(
            from metric in Gen.Elements([.. HistoryWorld.FloatMetrics, "liked"])
            from comparison in Gen.Elements(Comparisons)
            from value in Gen.Elements(-1.0, -0.5, 0, 0.25, 0.5, 1)
            select (InferenceFilter)new FloatMetricFilter(metric, comparison, value),
            from metric in Gen.Elements([.. HistoryWorld.BooleanMetrics, "score"])
            from value in Gen.Elements(true, false)
            select (InferenceFilter)new BooleanMetricFilter(metric, value),
            from key in Gen.Elements([.. HistoryWorld.TagKeys, "nobody's"])
            from value in Gen.Elements(HistoryWorld.TagValues)
            from comparison in Gen.Elements(Enum.GetValues<TagComparison>())
            select (InferenceFilter)new TagFilter(key, value, comparison),
            from comparison in Gen.Elements(Comparisons)
            from time in Gen.OneOf(
                Inference().SelectMany(
                    _ => Gen.Elements(-1L, 0, 1, 5000, 10_000),
                    (inference, ticks) => UuidV7Source.TimestampOf(inference.Id).AddTicks(ticks)),
                Gen.Elements(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch))
            select (InferenceFilter)new TimeFilter(comparison, time),
            from has in Gen.Elements(true, false)
            select (InferenceFilter)new DemonstrationFilter(has));
        if (depth == 0)
        {
            return simple;
        }

        var children = Gen.ListOf(Filters(depth / 2)).Select(children => children.Take(3).ToList());
        return Gen.OneOf(
            simple,
            children.Select(children => (InferenceFilter)new AndFilter(children)),
            children.Select(children => (InferenceFilter)new OrFilter(children)),
            Filters(depth / 2).Select(child => (InferenceFilter)new NotFilter(child)));
    }

    private static Gen<TensorZero.Embedded.Storage.Records.InferenceRecord> Inference() => Gen.Elements(World.Inferences.ToArray());

    private static Gen<T?> Optional<T>(Gen<T> value) => Gen.OneOf(value.Select(value => (T?)value), Gen.Constant<T?>(default));
}
