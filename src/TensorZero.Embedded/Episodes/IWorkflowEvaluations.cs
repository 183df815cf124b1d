namespace TensorZero.Embedded;

/// <summary>
/// Evaluates workflows of several inferences and the code between them. A run pins the variants that are tried; each task is an episode of it,
/// whose id goes into requests and feedback as any other. Thread-safe; a singleton. Every call throws an
/// <see cref="ObservabilityStoreException"/> when the database does not answer, or when nothing is recorded.
/// </summary>
public interface IWorkflowEvaluations
{
    /// <summary>Starts a run; it is in the database when this returns.</summary>
    /// <param name="request">Which variants it pins, and what it is called.</param>
    /// <param name="cancellationToken">Ends the wait; the run may have been started nevertheless.</param>
    /// <returns>The run's id, a UUIDv7.</returns>
    /// <exception cref="InvalidInferenceRequestException">It pins a function or variant that does not exist, or a tag is reserved.</exception>
    Task<Guid> StartRunAsync(WorkflowRunRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts an episode of a run; it is in the database when this returns, so that every node knows it. Inferences with its id use the run's
    /// variants unless they name one themselves, and have its tags beside their own.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="taskName">What is tried, the same in every run that tries it, so that runs can be compared by task; null for nothing.</param>
    /// <param name="tags">Win over the run's tags. Keys must not begin with <c>tensorzero::</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The episode's id, a UUIDv7 dated some 317 years ahead, by which it is known for what it is.</returns>
    /// <exception cref="InvalidInferenceRequestException">There is no such run, or a tag is reserved.</exception>
    Task<Guid> StartEpisodeAsync(
        Guid runId,
        string? taskName = null,
        IReadOnlyDictionary<string, string>? tags = null,
        CancellationToken cancellationToken = default);

    /// <summary>Runs, newest first.</summary>
    Task<IReadOnlyList<WorkflowRun>> ListRunsAsync(WorkflowRunQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>How many runs there are.</summary>
    Task<long> CountRunsAsync(CancellationToken cancellationToken = default);

    /// <summary>The projects of runs, that with the newest run first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="offset">How many are left out.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<IReadOnlyList<WorkflowProject>> ListProjectsAsync(int limit = 100, int offset = 0, CancellationToken cancellationToken = default);

    /// <summary>How many projects there are.</summary>
    Task<long> CountProjectsAsync(CancellationToken cancellationToken = default);

    /// <summary>The episodes of a run with what was said of them, newest first; empty for an unknown run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="offset">How many of the newest are left out.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<IReadOnlyList<WorkflowEpisode>> ListEpisodesAsync(
        Guid runId, int limit = 100, int offset = 0, CancellationToken cancellationToken = default);

    /// <summary>How many episodes a run has.</summary>
    Task<long> CountEpisodesAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>
    /// The episodes of several runs side by side: those with the same task together, that with the newest episode first. An episode without a
    /// task stands alone.
    /// </summary>
    /// <param name="runIds">The runs.</param>
    /// <param name="limit">How many tasks at most.</param>
    /// <param name="offset">How many of the newest tasks are left out.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<IReadOnlyList<WorkflowTask>> ListTasksAsync(
        IReadOnlyList<Guid> runIds, int limit = 100, int offset = 0, CancellationToken cancellationToken = default);

    /// <summary>How many tasks the episodes of some runs have.</summary>
    Task<long> CountTasksAsync(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken = default);

    /// <summary>
    /// The metrics of a run's episodes, by name; of several values for one episode the last counts. What is still on its way into the database
    /// does not count yet (<c>TensorZeroEngine.FlushAsync</c>).
    /// </summary>
    /// <param name="runId">The run; an unknown one has no metrics.</param>
    /// <param name="metricName">Only this metric; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<IReadOnlyList<WorkflowMetric>> GetStatisticsAsync(
        Guid runId, string? metricName = null, CancellationToken cancellationToken = default);
}
