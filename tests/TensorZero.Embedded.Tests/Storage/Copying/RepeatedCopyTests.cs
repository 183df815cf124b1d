using TensorZero.Embedded.Storage.Copying;
using TensorZero.Embedded.Tests.Storage.Conformance;

namespace TensorZero.Embedded.Tests.Storage.Copying;

/// <summary>Copies that are made again or find something there; each kind of database is a source once, and a target once.</summary>
[TestFixtureSource(nameof(Pairs))]
internal sealed class RepeatedCopyTests(StoreUnderTest from, StoreUnderTest to) : CopyFixture(from, to)
{
    public static IEnumerable<TestFixtureData> Pairs() => StoreUnderTest.All.Select(
        (source, place) => new TestFixtureData(source, StoreUnderTest.All[(place + 1) % StoreUnderTest.All.Count]));

    [Test]
    public async Task A_copy_of_what_is_there_writes_nothing()
    {
        await CopyAsync();

        var again = await CopyAsync();

        Assert.That(again.Sum(report => report.Written), Is.Zero);
        Assert.That(again.Sum(report => report.Read), Is.EqualTo(History.Count));
        Assert.That(await StoreText.OfAsync(Target), Is.EqualTo(await StoreText.OfAsync(Source)));
    }

    [Test]
    public async Task What_arrives_late_or_changes_comes_with_the_next_copy()
    {
        var late = History.Inferences.Where((_, place) => place % 7 == 0).Select(inference => inference with { Id = Some.Id(), ModelInferences = [], FailedCalls = [] }).ToList();
        var (renamed, replaced) = (Datapoint("d"), Datapoint("d"));
        await Source.Datapoints.AddAsync([renamed, replaced], default);
        await CopyAsync();
        await Source.WriteAsync([.. late], "late", default);
        await Source.Datapoints.RenameAsync("d", renamed.Id, "anew", default);
        await Source.Datapoints.DeleteAsync("d", [replaced.Id], default);
        var run = History.EvaluationRuns[2];
        await Source.Evaluations.SaveRunsAsync([run with { Metrics = "[]", UpdatedAt = run.UpdatedAt.AddSeconds(1) }], default);

        var reports = await CopyAsync();

        Assert.That(reports.Sum(report => report.Written), Is.EqualTo(late.Count));
        Assert.That(await StoreText.OfAsync(Target), Is.EqualTo(await StoreText.OfAsync(Source)));
    }

    [Test]
    public async Task What_the_target_records_itself_stays()
    {
        var (own, known) = (Some.Inference(), History.Answered.First());
        await Target.WriteAsync([own, known], "own", default);

        var reports = await CopyAsync();

        var inferences = reports.Single(report => report.Name == "inferences");
        Assert.That((inferences.Read - inferences.Written, inferences.Found), Is.EqualTo((1, History.Answered.Count() + 1)));
        Assert.That(await StoreText.OfAsync(Target), Is.SupersetOf(await StoreText.OfAsync(Source)));
    }

    [Test]
    public async Task What_is_newer_than_the_copy_is_left_for_the_next_one()
    {
        var reports = await CopyAsync(UntilOf(History.Inferences[80].Id));

        Assert.That(
            reports.Where(report => report.Name.EndsWith("inferences", StringComparison.Ordinal)).Sum(report => report.Read),
            Is.EqualTo(History.Inferences.Count(inference => Millisecond(inference.Id) <= Millisecond(History.Inferences[80].Id))));
        Assert.That(Episodes(reports), Is.Zero, "their ids are dated ahead, but they are of their own time");
        Assert.That(Episodes(await CopyAsync(UntilOf(History.WorkflowRuns[^1].Id))), Is.EqualTo(History.WorkflowEpisodes.Count));

        static long Episodes(IEnumerable<CopyReport> reports) => reports.Single(report => report.Name == "workflow episodes").Read;
    }

    private static DateTimeOffset UntilOf(Guid id) => DateTimeOffset.FromUnixTimeMilliseconds(Millisecond(id));

    private static long Millisecond(Guid id) => Embedded.Content.UuidV7Source.TimestampOf(id).ToUnixTimeMilliseconds();
}
