using TensorZero.Embedded.Evaluations.History;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Evaluations;

/// <summary>Reads back evaluations that have been run, TensorZero's own included. Thread-safe.</summary>
public sealed class EvaluationHistory
{
    private readonly TensorZeroEngine _engine;

    /// <summary>Makes one.</summary>
    /// <param name="engine">The engine over whose database it reads.</param>
    public EvaluationHistory(TensorZeroEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
    }

    private IEvaluationStore Store => _engine.RequireEvaluationStore();

    /// <summary>Lists runs, newest first.</summary>
    /// <param name="query">Which; null for the newest 100.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<RecordedRun>> ListRunsAsync(RecordedRunQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new RecordedRunQuery();
        var runs = await Store.ListRunsAsync(
            new EvaluationRunQuery
            {
                FunctionName = query.FunctionName,
                EvaluationName = query.EvaluationName,
                DatasetName = query.DatasetName,
                Limit = query.Limit,
                Offset = query.Offset,
            },
            cancellationToken).ConfigureAwait(false);
        return [.. runs.Select(RunReading.Of)];
    }

    /// <summary>Finds a run.</summary>
    /// <param name="runId">Its id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>It; null when there is none.</returns>
    public async Task<RecordedRun?> FindRunAsync(Guid runId, CancellationToken cancellationToken = default) =>
        await Store.FindRunAsync(runId, cancellationToken).ConfigureAwait(false) is { } run ? RunReading.Of(run) : null;

    /// <summary>
    /// Puts runs of one function together again, from their inferences and feedback, to compare them or to judge them by gates. Slices,
    /// clusters other than by datapoint, what judges cost, and whether a rule stopped the evaluation early are not known: one that was
    /// stopped counts as incomplete. Runs of TensorZero's keep neither a plan nor what failed: what is there counts as complete.
    /// </summary>
    /// <param name="runIds">The runs; at least one, of different variants or at different times.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EvaluationException">A run is not there, was a look at a locked dataset, or they are of
    /// different functions or datasets.</exception>
    public Task<EvaluationResult> LoadAsync(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken = default) =>
        LoadAsync(runIds, withUsage: true, cancellationToken);

    internal async Task<EvaluationResult> LoadAsync(IReadOnlyList<Guid> runIds, bool withUsage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runIds);
        await _engine.History.FlushAsync(cancellationToken).ConfigureAwait(false);
        var runs = new List<RecordedRun>();
        foreach (var id in runIds.Distinct())
        {
            runs.Add(await FindRunAsync(id, cancellationToken).ConfigureAwait(false)
                ?? throw new EvaluationException($"There is no evaluation run {id} in this database."));
        }

        return runs.Select(static run => (run.FunctionName, run.DatasetName)).Distinct().Count() switch
        {
            0 => throw new EvaluationException("Give at least one run."),
            1 => await new RunReading(_engine).LoadAsync(runs, withUsage, cancellationToken).ConfigureAwait(false),
            _ => throw new EvaluationException("The runs are of different functions or datasets: their scores cannot be put together."),
        };
    }
}
