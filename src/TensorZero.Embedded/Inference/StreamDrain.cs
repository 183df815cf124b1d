using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Inference;

/// <summary>
/// Carries on streams whose reader has gone, as their function's disconnect policy says, and is waited for at shutdown. Thread-safe.
/// </summary>
internal sealed class StreamDrain(ILogger logger)
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
        if (session.Policy != DisconnectPolicy.Cancel && _running.Count < MaximumDrains)
        {
            if (session.BeginDrain())
            {
                Run(session, () => session.DrainAsync(status));
            }

            return;
        }

        try
        {
            await session.LeaveAsync(status).ConfigureAwait(false);
        }
        finally
        {
            await session.CloseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Does a stream's last work on another thread, closes it, and lets shutdown wait for that.</summary>
    public void Run(StreamSession session, Func<Task> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[session] = ended.Task;
        _ = Task.Run(async () =>
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                EngineLog.StreamNotRecorded(logger, exception.GetType().Name);
            }

            try
            {
                await session.CloseAsync().ConfigureAwait(false);
            }
            finally
            {
                _running.TryRemove(session, out _);
                ended.SetResult();
            }
        });
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
}
