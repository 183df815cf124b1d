namespace TensorZero.Embedded;

/// <summary>
/// Runs recorded inferences again, and compares what came of it with what was. Safe for any number of callers. Every method throws
/// <see cref="ObservabilityStoreException"/> when observability is off or the database cannot be read, and <see cref="ArgumentException"/>
/// for a request that contradicts itself.
/// </summary>
public interface IInferenceReplay
{
    /// <summary>
    /// Runs each inference that the request selects again, several at once, and hands out what became of each as it ends. One that fails is
    /// an outcome, not an exception. Each is recorded as an inference of its own, in a new episode, with the original's tags and two more:
    /// <c>tensorzero::replay_run_id</c> and <c>tensorzero::replayed_inference_id</c>. Providers are called and paid. Leaving the sequence or
    /// cancelling ends what is under way.
    /// </summary>
    IAsyncEnumerable<ReplayOutcome> RunAsync(ReplayRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// The pairs of a run: each replayed inference that answered, beside its original; newest first. It waits until everything recorded before
    /// can be read. Pairs whose original was deleted are left out.
    /// </summary>
    IAsyncEnumerable<ReplayPair> ListPairsAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>Sums up the pairs of a run.</summary>
    ValueTask<ReplayComparison> CompareAsync(Guid runId, CancellationToken cancellationToken = default);
}
