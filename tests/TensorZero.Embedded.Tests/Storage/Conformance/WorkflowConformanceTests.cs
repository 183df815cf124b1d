using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Every database keeps runs of workflow evaluations alike.</summary>
[TestFixtureSource(typeof(StoreUnderTest), nameof(StoreUnderTest.All))]
internal sealed class WorkflowConformanceTests(StoreUnderTest kind)
{
    private EmptyStore _database = null!;
    private IWorkflowRunStore _store = null!;

    [SetUp]
    public async Task OpenStore()
    {
        _database = await kind.OpenEmptyAsync();
        _store = _database.Store.WorkflowRuns;
    }

    [TearDown]
    public async Task CloseStore()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task Runs_are_listed_newest_first_by_id_project_and_text()
    {
        List<WorkflowRunRecord> runs = [Some.WorkflowRun(), Some.WorkflowRun(project: null, name: null), Some.WorkflowRun(name: "BIG run")];
        await _store.AddRunsAsync(runs, default);
        await _store.AddRunsAsync([runs[1]], default);

        Assert.That(
            (await _store.ListRunsAsync(new WorkflowRunQuery(), default)).Select(HistoryText.Of),
            Is.EqualTo(runs.AsEnumerable().Reverse().Select(HistoryText.Of)));
        Assert.That(await PlacesAsync(new WorkflowRunQuery { Limit = 1, Offset = 1 }), Is.EqualTo(new[] { 1 }));
        Assert.That(await PlacesAsync(new WorkflowRunQuery { RunIds = [runs[0].Id, runs[1].Id, Some.Id()] }), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(await PlacesAsync(new WorkflowRunQuery { RunIds = [] }), Is.Empty);
        Assert.That(await PlacesAsync(new WorkflowRunQuery { ProjectName = "search" }), Is.EqualTo(new[] { 2, 0 }));
        Assert.That(await PlacesAsync(new WorkflowRunQuery { ProjectName = "sear" }), Is.Empty);
        Assert.That(await PlacesAsync(new WorkflowRunQuery { Search = "bIg R" }), Is.EqualTo(new[] { 2 }));
        Assert.That(await PlacesAsync(new WorkflowRunQuery { Search = "'s \"" }), Is.EqualTo(new[] { 0 }));
        Assert.That(await PlacesAsync(new WorkflowRunQuery { Search = runs[1].Id.ToString().ToUpperInvariant()[4..] }), Is.EqualTo(new[] { 1 }));
        Assert.That(await PlacesAsync(new WorkflowRunQuery { Search = "BIG", ProjectName = "other" }), Is.Empty);
        Assert.That(await _store.CountRunsAsync(default), Is.EqualTo(3));

        async Task<IEnumerable<int>> PlacesAsync(WorkflowRunQuery query) =>
            (await _store.ListRunsAsync(query, default)).Select(run => runs.FindIndex(one => one.Id == run.Id));
    }

    [Test]
    public async Task Projects_are_listed_by_their_newest_run()
    {
        DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);
        await _store.AddRunsAsync(
            [
                Some.WorkflowRun(project: "a", updatedAt: At(5)), Some.WorkflowRun(project: "b", updatedAt: At(1)),
                Some.WorkflowRun(project: "b", updatedAt: At(9)), Some.WorkflowRun(project: null, updatedAt: At(20)),
            ],
            default);

        var (a, b) = (new WorkflowProject("a", 1, At(5)), new WorkflowProject("b", 2, At(9)));
        Assert.That(await _store.ListProjectsAsync(10, 0, default), Is.EqualTo(new[] { b, a }));
        Assert.That(await _store.ListProjectsAsync(1, 1, default), Is.EqualTo(new[] { a }));
        Assert.That(await _store.CountProjectsAsync(default), Is.EqualTo(2));
    }

    [Test]
    public async Task Episodes_are_found_and_listed_by_run()
    {
        var (run, other) = (Some.Id(), Some.Id());
        var first = Some.WorkflowEpisode(run);
        var second = Some.WorkflowEpisode(run, task: null);
        var third = Some.WorkflowEpisode(other);
        await _store.AddEpisodesAsync([first, second], default);
        await _store.AddEpisodesAsync([third, second], default);

        Assert.That(HistoryText.Of((await _store.FindEpisodeAsync(second.Id, default))!), Is.EqualTo(HistoryText.Of(second)));
        Assert.That(await _store.FindEpisodeAsync(Some.Id(), default), Is.Null);
        Assert.That(await IdsAsync([run], 10, 0), Is.EqualTo(new[] { second.Id, first.Id }));
        Assert.That(await IdsAsync([run, other], int.MaxValue, 1), Is.EqualTo(new[] { second.Id, first.Id }));
        Assert.That(await IdsAsync([Some.Id()], 10, 0), Is.Empty);
        Assert.That(
            await _store.CountEpisodesAsync([run, other, Some.Id()], default),
            Is.EquivalentTo(new Dictionary<Guid, long> { [run] = 2, [other] = 1 }));
        Assert.That(await _store.CountEpisodesAsync([], default), Is.Empty);

        async Task<IEnumerable<Guid>> IdsAsync(IReadOnlyList<Guid> runs, int limit, int offset) =>
            (await _store.ListEpisodesAsync(runs, limit, offset, default)).Select(episode => episode.Id);
    }

    [Test]
    public async Task Feedback_about_episodes_comes_in_its_order()
    {
        var episode = Some.WorkflowEpisode(Some.Id()).Id;
        var (bad, said, good, score) = (
            Some.Feedback(episode, "solved", false), Some.Comment(episode, "it's\t\"é\"", FeedbackLevel.Episode), Some.Feedback(episode, "solved", true),
            Some.Feedback(episode, "score", 0.25));
        await _database.Store.WriteAsync([bad, said, good, score, Some.Feedback(Some.Id(), "solved", true)], default);

        Assert.That(
            (await _store.ListFeedbackAsync([episode, Some.Id()], default))
                .Select(piece => (piece.FeedbackId, piece.EpisodeId, piece.MetricName, piece.BooleanValue, piece.FloatValue, piece.Comment)),
            Is.EqualTo(new[]
            {
                (bad.Id, episode, "solved", (bool?)false, (double?)null, (string?)null),
                (said.Id, episode, null, null, null, said.Comment),
                (good.Id, episode, "solved", true, null, null),
                (score.Id, episode, "score", null, 0.25, null),
            }));
    }

    [Test]
    public async Task Episodes_of_workflows_are_in_no_list_of_others()
    {
        var (workflow, other) = (Some.WorkflowEpisode(Some.Id()).Id, Some.Id());
        await _database.Store.WriteAsync([Some.Inference(episode: workflow), Some.Inference(episode: other)], default);

        var listed = await _database.Store.Episodes.ListAsync(new EpisodeQuery(), default).Select(episode => episode.EpisodeId).ToListAsync();
        var after = await _database.Store.Episodes
            .ListAsync(new EpisodeQuery { After = Guid.Empty, Limit = 5 }, default)
            .Select(episode => episode.EpisodeId)
            .ToListAsync();

        Assert.That(listed, Is.EqualTo(new[] { other }));
        Assert.That(after, Is.EqualTo(new[] { other }));
        Assert.That(await _database.Store.Episodes.CountAsync(null, default), Is.EqualTo(1));
        Assert.That(
            (await _database.Store.Feedback.FindTargetAsync(workflow, FeedbackLevel.Episode, default))?.EpisodeId, Is.EqualTo(workflow));
    }
}
