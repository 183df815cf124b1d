namespace TensorZero.Embedded.Models;

/// <summary>
/// One scope's time limit over a call. Its token ends with the outer one or when the time is up, and <see cref="HasExpired"/> tells
/// which it was. Without a limit it is the outer token and nothing is allocated but itself.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource? _ending;
    private readonly ITimer? _timer;
    private readonly CancellationToken _outer;
    private readonly TimeSpan? _streamTotal;
    private readonly TimeProvider _time;
    private readonly long _started;
    private bool _hasExpired;

    private Deadline(string scope, TimeSpan? limit, TimeSpan? streamTotal, TimeProvider time, CancellationToken outer)
    {
        (Scope, Limit, _streamTotal, _time, _outer) = (scope, limit, streamTotal, time, outer);
        if (limit is null)
        {
            Token = outer;
            return;
        }

        _started = time.GetTimestamp();
        _ending = CancellationTokenSource.CreateLinkedTokenSource(outer);
        Token = _ending.Token;
        if (limit <= TimeSpan.Zero)
        {
            Expire();
        }

        _timer = time.CreateTimer(static deadline => ((Deadline)deadline!).Expire(), this, limit.Value, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whose limit it is, for the error: <c>provider</c>, <c>model</c> or <c>variant</c>.</summary>
    public string Scope { get; }

    public TimeSpan? Limit { get; private set; }

    public CancellationToken Token { get; }

    public bool HasExpired => Volatile.Read(ref _hasExpired);

    /// <summary>Whether a scope around this one, or the caller, ended the call.</summary>
    public bool OuterHasEnded => _outer.IsCancellationRequested;

    public static Deadline ForWhole(string scope, CallTimeouts timeouts, TimeProvider time, CancellationToken outer) =>
        new(scope, timeouts.Total, null, time, outer);

    /// <summary>Runs until the first content, and after <see cref="ContentArrived"/> for the rest of the stream's total.</summary>
    public static Deadline ForStream(string scope, CallTimeouts timeouts, TimeProvider time, CancellationToken outer) =>
        new(scope, Shorter(timeouts.FirstToken, timeouts.StreamTotal), timeouts.StreamTotal, time, outer);

    public void ContentArrived()
    {
        if (_timer is null)
        {
            return;
        }

        if (_streamTotal is not { } total)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var left = total - _time.GetElapsedTime(_started);
        _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        Limit = total;
    }

    public CallFailure ToFailure() => CallFailure.TimedOut(Scope, Limit);

    public void Dispose()
    {
        _timer?.Dispose();
        _ending?.Dispose();
    }

    private void Expire()
    {
        Volatile.Write(ref _hasExpired, true);
        try
        {
            _ending!.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended just now.
        }
    }

    private static TimeSpan? Shorter(TimeSpan? left, TimeSpan? right) =>
        left is null || right < left ? right : left;
}
