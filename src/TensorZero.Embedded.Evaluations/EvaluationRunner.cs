using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TensorZero.Embedded.Evaluations.Running;

namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// Runs evaluations: every datapoint of a dataset through every variant, every answer through every evaluator, everything on record.
/// Thread-safe; several evaluations may run at a time.
/// </summary>
public sealed class EvaluationRunner
{
    /// <summary>How many updates may wait for a reader who is slower than the models.</summary>
    private const int WaitingUpdates = 128;

    private readonly TensorZeroEngine _engine;

    /// <summary>Makes a runner.</summary>
    /// <param name="engine">The engine whose functions are evaluated. It needs a database (observability must be on).</param>
    public EvaluationRunner(TensorZeroEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
    }

    /// <summary>Runs an evaluation to its end.</summary>
    /// <param name="request">What to evaluate.</param>
    /// <param name="progress">Told of everything that happens, as <see cref="StreamAsync"/> hands it out; null for nobody.</param>
    /// <param name="cancellationToken">
    /// Ends it. What is done is on record, and <see cref="EvaluationRequest.Resume"/> with the id of <see cref="EvaluationStarted"/> goes on.
    /// </param>
    /// <returns>What it found.</returns>
    /// <exception cref="EvaluationException">It cannot be run as asked; nothing was called.</exception>
    /// <exception cref="ObservabilityStoreException">There is no database, or it cannot be used.</exception>
    public async Task<EvaluationResult> RunAsync(
        EvaluationRequest request, IProgress<EvaluationUpdate>? progress = null, CancellationToken cancellationToken = default)
    {
        EvaluationResult? result = null;
        await foreach (var update in StreamAsync(request, cancellationToken).ConfigureAwait(false))
        {
            progress?.Report(update);
            result = (update as EvaluationCompleted)?.Result;
        }

        return result!;
    }

    /// <summary>
    /// Looks at the locked part of a dataset: runs an evaluation on all of it and hands out what follows, without a single row. The look is
    /// recorded before anything is called, and counts whatever becomes of it; a resumed one is the same look.
    /// </summary>
    /// <param name="request">What to evaluate, and why.</param>
    /// <param name="progress">Told of how far it is; null for nobody.</param>
    /// <param name="cancellationToken">
    /// Ends it. What is done is on record, and <see cref="LockedEvaluationRequest.Resume"/> with the id of <see cref="LockedLook"/> goes on.
    /// </param>
    /// <returns>What it found.</returns>
    /// <exception cref="EvaluationException">It cannot be run as asked, or the budget of looks is spent; nothing was called.</exception>
    /// <exception cref="ObservabilityStoreException">There is no database, or it cannot be used.</exception>
    public async Task<LockedResult> RunLockedAsync(
        LockedEvaluationRequest request, IProgress<LockedProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Purpose);
        LockedLook? look = null;
        LockedProgress? state = null;
        EvaluationResult? result = null;
        async Task BeginAsync(EvaluationPlan plan, CancellationToken ending) =>
            look = await LockedLooks.BeginAsync(_engine, plan, request, ending).ConfigureAwait(false);
        await foreach (var update in StreamFromAsync(request.ToRequest(), BeginAsync, cancellationToken).ConfigureAwait(false))
        {
            state = update is EvaluationStarted started
                ? new LockedProgress(started.EvaluationId, started.DoneCount, started.DatapointCount * started.Repeats * started.RunIds.Count)
                : update is EvaluationCompleted ? state! with { Done = state.Total } : state! with { Done = Math.Min(state.Done + 1, state.Total) };
            progress?.Report(state);
            result = (update as EvaluationCompleted)?.Result;
        }

        return new LockedResult(result!, look!);
    }

    /// <summary>Runs an evaluation and hands out what happens. Leaving the loop early ends the evaluation, as cancelling it does.</summary>
    /// <inheritdoc cref="RunAsync"/>
    /// <returns>What happens, in the order in which it does.</returns>
    public IAsyncEnumerable<EvaluationUpdate> StreamAsync(EvaluationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return StreamFromAsync(request, static (_, _) => Task.CompletedTask, cancellationToken);
    }

    /// <summary>
    /// What an evaluation would take, and what its gates could show at best, told before anything is called. Reads the dataset.
    /// </summary>
    /// <param name="request">What to evaluate.</param>
    /// <param name="gates">What will be asked of the variants.</param>
    /// <param name="assumptions">What the answers are expected to look like; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EvaluationException">It cannot be run as asked.</exception>
    public async Task<EvaluationForecast> ForecastAsync(
        EvaluationRequest request,
        IReadOnlyList<Gate> gates,
        ForecastAssumptions? assumptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(gates);
        var plan = await new EvaluationPlanning(_engine).PlanAsync(request, cancellationToken).ConfigureAwait(false);
        return Forecasting.Of(plan, gates, assumptions ?? new ForecastAssumptions());
    }

    /// <summary>What a look at a locked dataset would take and could show, before it is spent. Costs no look.</summary>
    /// <inheritdoc cref="ForecastAsync(EvaluationRequest, IReadOnlyList{Gate}, ForecastAssumptions?, CancellationToken)"/>
    public Task<EvaluationForecast> ForecastAsync(
        LockedEvaluationRequest request,
        IReadOnlyList<Gate> gates,
        ForecastAssumptions? assumptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ForecastAsync(request.ToRequest(), gates, assumptions, cancellationToken);
    }

    private async IAsyncEnumerable<EvaluationUpdate> StreamFromAsync(
        EvaluationRequest request,
        Func<EvaluationPlan, CancellationToken, Task> begin,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var updates = Channel.CreateBounded<EvaluationUpdate>(
            new BoundedChannelOptions(WaitingUpdates) { SingleReader = true });
        var running = ProduceAsync(request, begin, updates.Writer, ending.Token);
        try
        {
            await foreach (var update in updates.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    /// <param name="request">What to evaluate.</param>
    /// <param name="begin">What has to be done once everything is settled, before anything is called.</param>
    /// <param name="updates">Takes what happens.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task ProduceAsync(
        EvaluationRequest request,
        Func<EvaluationPlan, CancellationToken, Task> begin,
        ChannelWriter<EvaluationUpdate> updates,
        CancellationToken cancellationToken)
    {
        try
        {
            var plan = await new EvaluationPlanning(_engine).PlanAsync(request, cancellationToken).ConfigureAwait(false);
            using var claim = EvaluationClaim.Take(plan.Id);
            await begin(plan, cancellationToken).ConfigureAwait(false);
            await new EvaluationSession(_engine, plan, updates).RunAsync(cancellationToken).ConfigureAwait(false);
            updates.Complete();
        }
        catch (Exception exception)
        {
            updates.Complete(exception);
        }
    }
}
