using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>
/// Keeps runs of workflow evaluations and their episodes. A call returns when the database has the change. Thread-safe; failures are
/// <see cref="ObservabilityStoreException"/>s.
/// </summary>
internal interface IWorkflowRunStore
{
    /// <summary>Adds runs; one whose id is there is skipped.</summary>
    ValueTask AddRunsAsync(IReadOnlyList<WorkflowRunRecord> runs, CancellationToken cancellationToken);

    /// <summary>Adds episodes; one whose id is there is skipped.</summary>
    ValueTask AddEpisodesAsync(IReadOnlyList<WorkflowEpisodeRecord> episodes, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    ValueTask<WorkflowEpisodeRecord?> FindEpisodeAsync(Guid episodeId, CancellationToken cancellationToken);

    /// <summary>By id, newest first.</summary>
    ValueTask<IReadOnlyList<WorkflowRunRecord>> ListRunsAsync(WorkflowRunQuery query, CancellationToken cancellationToken);

    /// <summary>How many runs there are.</summary>
    ValueTask<long> CountRunsAsync(CancellationToken cancellationToken);

    /// <summary>What runs say they belong to, that with the newest run first.</summary>
    ValueTask<IReadOnlyList<WorkflowProject>> ListProjectsAsync(int limit, int offset, CancellationToken cancellationToken);

    ValueTask<long> CountProjectsAsync(CancellationToken cancellationToken);

    /// <summary>The episodes of some runs, by id, newest first.</summary>
    ValueTask<IReadOnlyList<WorkflowEpisodeRecord>> ListEpisodesAsync(
        IReadOnlyList<Guid> runIds, int limit, int offset, CancellationToken cancellationToken);

    /// <summary>How many episodes runs have; runs without any are left out.</summary>
    ValueTask<IReadOnlyDictionary<Guid, long>> CountEpisodesAsync(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken);

    /// <summary>All metrics' values and comments about episodes, by id, oldest first.</summary>
    ValueTask<IReadOnlyList<WorkflowFeedbackRecord>> ListFeedbackAsync(
        IReadOnlyList<Guid> episodeIds, CancellationToken cancellationToken);
}
