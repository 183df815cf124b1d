namespace TensorZero.Embedded.Inference;

/// <summary>
/// How long a stream's provider side lives. It ends with the engine, and with the caller's token until <see cref="OutliveCaller"/>, so that a
/// stream that is drained goes on when its reader has gone.
/// </summary>
internal sealed class StreamLife : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;
    private readonly CancellationTokenRegistration _engine;

    public StreamLife(TimeProvider time, CancellationToken caller, CancellationToken engine)
    {
        // Made with the clock, because EndAfter goes by it.
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        _engine = engine.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        Token = _source.Token;
    }

    public CancellationToken Token { get; }

    public void OutliveCaller() => _caller.Unregister();

    public void EndAfter(TimeSpan time) => _source.CancelAfter(time);

    public void End()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It came to its end meanwhile.
        }
    }

    public void Dispose()
    {
        _caller.Dispose();
        _engine.Dispose();
        _source.Dispose();
    }
}
