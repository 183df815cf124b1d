namespace TensorZero.Embedded.Engine;

/// <summary>
/// Counts the requests that are yet to leave their record, so that the engine's end can refuse new ones, wait for these and at last cut them.
/// Thread-safe.
/// </summary>
#pragma warning disable CA1001 // A source without a timer, whose wait handle nobody asks for, holds nothing.
internal sealed class RequestsUnderWay
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cut = new();
    private long _count;
    private bool _isClosed;
    private TaskCompletionSource? _idle;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Ends when those that are under way must.</summary>
    public CancellationToken CutToken => _cut.Token;

    /// <summary>A request comes in; whatever becomes of it, <see cref="Exit"/> follows.</summary>
    /// <exception cref="ObjectDisposedException">The engine has ended: what the request would leave behind could not be recorded any more.</exception>
    public void Enter()
    {
        // Counted before looking, as closing comes before counting: one of both notices the other.
        Interlocked.Increment(ref _count);
        if (Volatile.Read(ref _isClosed))
        {
            Exit();
            throw new ObjectDisposedException(nameof(TensorZeroEngine));
        }
    }

    /// <summary>A request has left its record.</summary>
    public void Exit()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            Interlocked.Exchange(ref _idle, null)?.SetResult();
        }
    }

    /// <summary>As <see cref="Enter"/>, for a request that has left its record when it returns.</summary>
    /// <param name="caller">Ends the request, as <see cref="Cut"/> does.</param>
    public Passage Pass(CancellationToken caller)
    {
        Enter();
        return new Passage(this, caller.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(caller, CutToken) : null);
    }

    /// <summary>Lets no request in any more.</summary>
    public void Close() => Interlocked.Exchange(ref _isClosed, true);

    /// <summary>Ends the requests under way.</summary>
    public void Cut() => _cut.Cancel();

    /// <summary>Completes when no request is under way.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        // Looked at again: who left may have woken this one after another had come in.
        do
        {
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var idle = Interlocked.CompareExchange(ref _idle, fresh, null) ?? fresh;
            if (Count == 0)
            {
                Interlocked.Exchange(ref _idle, null)?.SetResult();
            }

            await idle.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        while (Count > 0);
    }

    /// <summary>One request's way through.</summary>
    /// <param name="requests">What it passes.</param>
    /// <param name="either">Ends with its caller or when it is cut; null when the caller never cancels.</param>
    public readonly struct Passage(RequestsUnderWay requests, CancellationTokenSource? either) : IDisposable
    {
        public CancellationToken Token => either?.Token ?? requests.CutToken;

        public void Dispose()
        {
            either?.Dispose();
            requests.Exit();
        }
    }
}
