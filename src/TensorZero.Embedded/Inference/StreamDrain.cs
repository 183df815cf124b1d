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

        if (session.Policy == DisconnectPolicy.Cancel || _running.Count >= MaximumDrains)
        {
            await session.LeaveAsync(callerCancelled ? InferenceStatus.Cancelled : InferenceStatus.Abandoned).ConfigureAwait(false);
            await session.CloseAsync().ConfigureAwait(false);
            return;
        }

        var started = new TaskCompletionSource();
        _running[session] = RunAsync(session, started.Task);
        started.SetResult();
    }

    /// <summary>Waits for the drains under way; those that take longer than the token allows are left to the process's end.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken) => Task.WhenAll(_running.Values).WaitAsync(cancellationToken);

    private async Task RunAsync(StreamSession session, Task registered)
    {
        await registered.ConfigureAwait(false);
        try
        {
            await session.DrainAsync(session.Policy.DrainFor).ConfigureAwait(false);
            await session.CloseAsync().ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(session, out _);
        }
    }
}
