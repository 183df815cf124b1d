using TensorZero.Embedded.Episodes;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Episodes;

internal sealed class WorkflowEpisodesTests
{
    private readonly TemporaryDatabase _database = new();

    [TearDown]
    public void Remove() => _database.Dispose();

    [Test]
    public async Task What_was_looked_up_is_remembered_until_there_is_too_much()
    {
        await using var store = _database.Open();
        WorkflowEpisodeRecord[] started = [.. Enumerable.Range(0, 3).Select(_ => Some.WorkflowEpisode(Some.Id()))];
        await store.WorkflowRuns.AddEpisodesAsync(started, default);
        var episodes = new WorkflowEpisodes(store.WorkflowRuns, capacity: 2);
        foreach (var episode in (WorkflowEpisodeRecord[])[.. started, started[2]])
        {
            Assert.That((await episodes.FindAsync(episode.Id, default))?.RunId, Is.EqualTo(episode.RunId));
        }

        // Who still knows an episode has it in memory.
        _database.Execute("DELETE FROM workflow_evaluation_run_episode");

        Assert.That(() => episodes.FindAsync(started[0].Id, default).AsTask(), Throws.TypeOf<InvalidInferenceRequestException>());
        Assert.That(await episodes.FindAsync(started[1].Id, default), Is.Not.Null);
        Assert.That(await episodes.FindAsync(started[2].Id, default), Is.Not.Null);
    }

    [Test]
    public async Task Other_episodes_are_not_looked_up()
    {
        var store = _database.Open();
        var episodes = new WorkflowEpisodes(store.WorkflowRuns);
        await store.DisposeAsync();

        foreach (var id in (Guid?[])[null, Some.Id(), new Guid("7f3f3a52-3f5e-4c36-9d57-2f0c9a3d9a10")])
        {
            var found = episodes.FindAsync(id, default);
            Assert.That((found.IsCompletedSuccessfully, await found), Is.EqualTo((true, (WorkflowEpisodeRecord?)null)));
        }
    }
}
