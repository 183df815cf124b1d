using TensorZero.Embedded.Evaluations.Datasets;
using TensorZero.Embedded.Evaluations.Tests.Running;

namespace TensorZero.Embedded.Evaluations.Tests.Datasets;

internal sealed class DuplicateTests
{
    private static readonly string[] Words = [.. Enumerable.Range(0, 400).Select(i => $"w{i}")];

    private EvaluationWorld _world = null!;

    [SetUp]
    public void Start() => _world = EvaluationWorld.Start();

    [TearDown]
    public async Task Stop() => await _world.DisposeAsync();

    [Test]
    public async Task Inputs_that_are_the_same_or_nearly_are_found_and_others_are_not()
    {
        var text = Text(new Random(1), 60);
        var ids = await CreateAsync(
            text, text, $"{text.ToUpperInvariant()}!", $"And {text} too", Text(new Random(2), 60), Text(new Random(3), 60), "a b", "a c");

        var report = await EvaluationDataset.Stored("words").FindDuplicatesAsync(_world.Engine, "sort");

        Assert.That(
            report.Pairs.Select(pair => (Place(pair.FirstId), Place(pair.SecondId), pair.Kind)),
            Is.EquivalentTo(new[]
            {
                (0, 1, DuplicateKind.Exact), (0, 2, DuplicateKind.Near), (1, 2, DuplicateKind.Near), (0, 3, DuplicateKind.Near),
                (1, 3, DuplicateKind.Near), (2, 3, DuplicateKind.Near),
            }));
        Assert.That((report.PairCount, report.DatapointCount, report.IsTruncated, report.Locked.Count), Is.EqualTo((6L, 8, false, 0)));
        Assert.That(report.Warnings, Is.EqualTo(new[] { "6 pairs of datapoints within the dataset are the same or nearly." }));

        int Place(Guid id) => ids.ToList().IndexOf(id);
    }

    [Test]
    public async Task Of_locked_rows_nothing_is_said_but_how_many_resemble_a_datapoint()
    {
        // Each text three times, as datapoints of their own: with 40 texts some fall into different parts.
        var random = new Random(4);
        var texts = Enumerable.Range(0, 40).Select(_ => Text(random, 30)).ToList();
        var ids = await CreateAsync([.. texts, .. texts, .. texts]);
        var splits = DatasetSplits.OfStored("words");
        var parts = ids.Select(id => SplitHash.Of("words", id, splits.Options)).ToList();

        var report = await splits.FindLeaksAsync(_world.Engine, "sort");

        var pairs = (from i in Enumerable.Range(0, 120)
                     from j in Enumerable.Range(i + 1, 119 - i)
                     where i % 40 == j % 40 && parts[i] != parts[j]
                     select (i, j)).ToList();
        var open = pairs.Where(pair => parts[pair.i] != DatasetSplit.Test && parts[pair.j] != DatasetSplit.Test).ToList();
        var locked = pairs.Except(open).Select(pair => parts[pair.i] == DatasetSplit.Test ? pair.j : pair.i).CountBy(place => ids[place]).ToDictionary();
        Assert.That((open.Count > 0, locked.Count > 0), Is.EqualTo((true, true)), "the cases are there");
        Assert.Multiple(() =>
        {
            Assert.That(report.PairCount, Is.EqualTo(pairs.Count));
            Assert.That(
                report.Pairs.Select(pair => Ordered(pair.FirstId, pair.SecondId)),
                Is.EquivalentTo(open.Select(pair => Ordered(ids[pair.i], ids[pair.j]))));
            Assert.That(report.Pairs.Select(pair => pair.Similarity), Is.All.EqualTo(1));
            Assert.That(report.Locked.ToDictionary(one => one.DatapointId, one => one.Count), Is.EquivalentTo(locked));
            Assert.That(report.Warnings, Has.Some.Contains("resemble locked rows"));
        });
        Assert.That((await splits.Test.ReadBudgetAsync(_world.Engine)).Spent, Is.Zero);
    }

    [Test]
    public async Task An_edited_copy_in_another_dataset_is_found_by_its_origin()
    {
        var ids = await CreateAsync([.. Enumerable.Range(0, 30).Select(i => Text(new Random(i), 20))]);
        var copies = await _world.Engine.Datasets.CloneAsync("other", ids);
        await _world.Engine.Datasets.UpdateAsync("other", [.. copies.Select((copy, i) => new DatapointUpdate
        {
            Id = copy!.Value,
            Input = new InferenceInput { Messages = [InputMessage.User(Text(new Random(1000 + i), 20))] },
        })]);

        var splits = DatasetSplits.OfStored("words");
        var report = await splits.FindLeaksAsync(_world.Engine, "sort", EvaluationDataset.Stored("other"));

        var locked = ids.Count(id => SplitHash.Of("words", id, splits.Options) == DatasetSplit.Test);
        Assert.That(locked, Is.GreaterThan(0));
        Assert.That(report.Pairs.Select(pair => (pair.Kind, pair.SecondSplit)), Is.All.EqualTo((DuplicateKind.SameOrigin, (DatasetSplit?)null)));
        Assert.That((report.Pairs.Count, report.Locked.Count), Is.EqualTo((30 - locked, locked)));
    }

    [Test]
    public void The_estimate_is_near_the_share_of_common_runs()
    {
        var random = new Random(5);
        var errors = new List<double>();
        for (var trial = 0; trial < 200; trial++)
        {
            var common = random.Next(0, 201);
            var first = Enumerable.Range(0, 200).Select(i => (ulong)((trial * 1000) + i)).ToHashSet();
            var second = Enumerable.Range(200 - common, 200).Select(i => (ulong)((trial * 1000) + i)).ToHashSet();
            var truth = common / (400.0 - common);
            errors.Add(MinHash.Similarity(MinHash.SignatureOf(first)!, MinHash.SignatureOf(second)!) - truth);
        }

        // 200 errors of a standard error of at most 0.045 each.
        Assert.That(errors.Average(), Is.EqualTo(0).Within(4 * 0.045 / Math.Sqrt(200)));
        Assert.That(Math.Sqrt(errors.Average(error => error * error)), Is.LessThan(0.05));
        Assert.That(errors.Max(Math.Abs), Is.LessThan(5 * 0.045));
    }

    [TestCase("one two three four", "One, two: THREE four!", ExpectedResult = 1.0)]
    [TestCase("one two three four", "one two three five", ExpectedResult = 1.0 / 3)]
    [TestCase("one", "two", ExpectedResult = 0.0)]
    [TestCase("今日は天気がいい", "今日は天気がいいね", ExpectedResult = 6.0 / 7)]
    public double Runs_are_of_words_in_any_script(string first, string second)
    {
        var (one, other) = (RunsOf(first), RunsOf(second));
        return (double)one.Intersect(other).Count() / one.Union(other).Count();
    }

    [Test]
    public async Task Many_that_are_alike_take_no_quadratic_time()
    {
        await CreateAsync([.. Enumerable.Repeat("always the same text", 300)]);

        var report = await EvaluationDataset.Stored("words").FindDuplicatesAsync(_world.Engine, "sort", new DuplicateOptions { MaxPairs = 10 });

        Assert.That((report.IsTruncated, report.Pairs.Count), Is.EqualTo((true, 10)));
        Assert.That(report.PairCount, Is.EqualTo((250 * 50) + (50 * 49 / 2)));
    }

    [TestCase(0.4, 3, 10)]
    [TestCase(0.8, 0, 10)]
    [TestCase(0.8, 3, -1)]
    public void Options_that_make_no_sense_are_refused(double threshold, int words, int pairs)
    {
        var options = new DuplicateOptions { Threshold = threshold, WordsPerRun = words, MaxPairs = pairs };
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => DatasetSplits.OfStored("words").FindLeaksAsync(_world.Engine, "sort", options));
    }

    private static (Guid, Guid) Ordered(Guid first, Guid second) => first < second ? (first, second) : (second, first);

    private static HashSet<ulong> RunsOf(string text) => WordRuns.Of(new InferenceInput { Messages = [InputMessage.User(text)] }, 3);

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private Task<IReadOnlyList<Guid>> CreateAsync(params string[] texts) =>
        _world.Engine.Datasets.CreateAsync("words", [.. texts.Select(text => EvaluationWorld.Datapoint(text, null))]);
}
