using System.Collections.Concurrent;
using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Inference;

/// <summary>
/// Carries on streams whose reader has gone, as their function's disconnect policy says, and is waited for at shutdown. Thread-safe.
/// </summary>
internal sealed class StreamDrain
{
    /// <summary>More streams than this at once are cancelled rather than drained.</summary>
    private const int MaximumDrains = 10_000;

    private readonly ConcurrentDictionary<StreamSession, Task> _running = new();

    /// <summary>Ends a session whose reader is done with it, in whatever way.</summary>
    public async ValueTask ReleaseAsync(StreamSession session, bool callerCancelled)
    {
        if (!session.IsOpen)
        {
            await session.CloseAsync().ConfigureAwait(false);
            return;
        }

        var status = callerCancelled ? InferenceStatus.Cancelled : InferenceStatus.Abandoned;
        if (session.Policy == DisconnectPolicy.Cancel || _running.Count >= MaximumDrains)
        {
            await session.LeaveAsync(status).ConfigureAwait(false);
            await session.CloseAsync().ConfigureAwait(false);
            return;
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[session] = ended.Task;
        _ = RunAsync(session, status, ended);
    }

    /// <summary>Waits for the drains under way.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken) => Task.WhenAll(_running.Values).WaitAsync(cancellationToken);

    /// <summary>Cuts the drains under way short and waits until they have recorded what they have.</summary>
    public Task CutAsync(CancellationToken cancellationToken)
    {
        foreach (var session in _running.Keys)
        {
            session.CutDrain();
        }

        return WhenIdleAsync(cancellationToken);
    }

    /// <summary>Begins on the leaving reader's thread, so that the time limit counts from there.</summary>
    private async Task RunAsync(StreamSession session, InferenceStatus cutStatus, TaskCompletionSource ended)
    {
        try
        {
            await session.DrainAsync(cutStatus).ConfigureAwait(false);
        }
        finally
        {
            await session.CloseAsync().ConfigureAwait(false);
            _running.TryRemove(session, out _);
            ended.SetResult();
        }
    }
}
