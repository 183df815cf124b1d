using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.History;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Episodes;

/// <summary>Starts runs and episodes in the engine's own store, and reads them back.</summary>
/// <param name="snapshots">The configuration, with the functions and variants.</param>
/// <param name="records">The store; null when observability is off.</param>
/// <param name="episodes">Remembers the episodes that are started here.</param>
/// <param name="requests">Where a write is waited for at the end.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkflowEvaluations(
    SnapshotSource snapshots,
    IObservabilityStore? records,
    WorkflowEpisodes episodes,
    RequestsUnderWay requests,
    UuidV7Source ids,
    TimeProvider time) : IWorkflowEvaluations
{
    private IWorkflowRunStore Store => StoreInUse.Of(records).WorkflowRuns;

    public async Task<Guid> StartRunAsync(WorkflowRunRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var passage = requests.Pass(CancellationToken.None);
        var (store, snapshot) = (Store, snapshots.Current);
        if (!request.Internal)
        {
            WorkflowRunCheck.CheckTags(request.Tags);
        }

        WorkflowRunCheck.CheckVariants(request.Variants, snapshot);
        var run = new WorkflowRunRecord
        {
            Id = ids.Next(),
            VariantPins = request.Variants,
            Tags = request.Tags,
            ProjectName = request.ProjectName,
            DisplayName = request.DisplayName,
            UpdatedAt = time.GetUtcNow(),
            SnapshotHash = snapshot.Hash,
        };
        await store.AddRunsAsync([run], cancellationToken).ConfigureAwait(false);
        return run.Id;
    }

    public async Task<Guid> StartEpisodeAsync(
        Guid runId,
        string? taskName = null,
        IReadOnlyDictionary<string, string>? tags = null,
        CancellationToken cancellationToken = default)
    {
        using var passage = requests.Pass(CancellationToken.None);
        var store = Store;
        WorkflowRunCheck.CheckTags(tags ??= InferenceRecord.EmptyTags);
        if (await store.ListRunsAsync(new WorkflowRunQuery { RunIds = [runId] }, cancellationToken).ConfigureAwait(false) is not [var run])
        {
            throw WorkflowRunCheck.Invalid($"Workflow evaluation run not found: {runId}");
        }

        var episode = new WorkflowEpisodeRecord
        {
            Id = WorkflowEpisodeIds.Ahead(ids.Next()),
            RunId = runId,
            VariantPins = run.VariantPins,
            TaskName = taskName,
            Tags = new Dictionary<string, string>([.. tags, .. run.Tags.ExceptBy(tags.Keys, tag => tag.Key)])
            {
                [ReservedNames.DynamicRunTag] = runId.ToString(),
                [ReservedNames.WorkflowRunTag] = runId.ToString(),
            },
            UpdatedAt = time.GetUtcNow(),
            SnapshotHash = snapshots.Current.Hash,
        };
        await store.AddEpisodesAsync([episode], cancellationToken).ConfigureAwait(false);
        episodes.Keep(episode);
        return episode.Id;
    }

    public async Task<IReadOnlyList<WorkflowRun>> ListRunsAsync(WorkflowRunQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new WorkflowRunQuery();
        CheckPage(query.Limit, query.Offset);
        var store = Store;
        var runs = await store.ListRunsAsync(query, cancellationToken).ConfigureAwait(false);
        var counts = await store.CountEpisodesAsync([.. runs.Select(run => run.Id)], cancellationToken).ConfigureAwait(false);
        return
        [
            .. runs.Select(run => new WorkflowRun
            {
                RunId = run.Id,
                Variants = run.VariantPins,
                Tags = run.Tags,
                ProjectName = run.ProjectName,
                DisplayName = run.DisplayName,
                EpisodeCount = counts.GetValueOrDefault(run.Id),
                StartedAt = UuidV7Source.TimestampOf(run.Id),
            }),
        ];
    }

    public Task<long> CountRunsAsync(CancellationToken cancellationToken = default) => Store.CountRunsAsync(cancellationToken).AsTask();

    public async Task<IReadOnlyList<WorkflowProject>> ListProjectsAsync(
        int limit = 100, int offset = 0, CancellationToken cancellationToken = default)
    {
        CheckPage(limit, offset);
        return await Store.ListProjectsAsync(limit, offset, cancellationToken).ConfigureAwait(false);
    }

    public Task<long> CountProjectsAsync(CancellationToken cancellationToken = default) => Store.CountProjectsAsync(cancellationToken).AsTask();

    public async Task<IReadOnlyList<WorkflowEpisode>> ListEpisodesAsync(
        Guid runId, int limit = 100, int offset = 0, CancellationToken cancellationToken = default)
    {
        CheckPage(limit, offset);
        var store = Store;
        var found = await store.ListEpisodesAsync([runId], limit, offset, cancellationToken).ConfigureAwait(false);
        return await EpisodeFeedback.JoinAsync(store, found, cancellationToken).ConfigureAwait(false);
    }

    public async Task<long> CountEpisodesAsync(Guid runId, CancellationToken cancellationToken = default) =>
        (await Store.CountEpisodesAsync([runId], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(runId);

    public async Task<IReadOnlyList<WorkflowTask>> ListTasksAsync(
        IReadOnlyList<Guid> runIds, int limit = 100, int offset = 0, CancellationToken cancellationToken = default)
    {
        CheckPage(limit, offset);
        var store = Store;
        var tasks = (await FindTasksAsync(store, runIds, cancellationToken).ConfigureAwait(false)).Skip(offset).Take(limit).ToList();
        var joined = await EpisodeFeedback.JoinAsync(store, [.. tasks.SelectMany(task => task)], cancellationToken).ConfigureAwait(false);
        var byId = joined.ToDictionary(episode => episode.EpisodeId);
        return [.. tasks.Select(task => new WorkflowTask(task[0].TaskName, [.. task.Select(episode => byId[episode.Id])]))];
    }

    public async Task<long> CountTasksAsync(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken = default) =>
        (await FindTasksAsync(Store, runIds, cancellationToken).ConfigureAwait(false)).Count;

    public async Task<IReadOnlyList<WorkflowMetric>> GetStatisticsAsync(
        Guid runId, string? metricName = null, CancellationToken cancellationToken = default)
    {
        var store = Store;
        var found = await store.ListEpisodesAsync([runId], int.MaxValue, 0, cancellationToken).ConfigureAwait(false);
        return MetricIntervals.Of(await EpisodeFeedback.ReadAsync(store, found, cancellationToken).ConfigureAwait(false), metricName);
    }

    /// <summary>The episodes by task, oldest first within one; the task with the newest episode first.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<WorkflowEpisodeRecord>>> FindTasksAsync(
        IWorkflowRunStore store, IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runIds);
        if (runIds.Count == 0)
        {
            return [];
        }

        var found = await store.ListEpisodesAsync(runIds, int.MaxValue, 0, cancellationToken).ConfigureAwait(false);
        return
        [
            .. found
                .GroupBy(episode => (episode.TaskName, Alone: episode.TaskName is null ? episode.Id : default))
                .Select(task => task.Reverse().ToList()),
        ];
    }

    private static void CheckPage(int limit, int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
    }
}
