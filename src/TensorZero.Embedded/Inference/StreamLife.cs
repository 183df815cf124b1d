namespace TensorZero.Embedded.Inference;

/// <summary>
/// How long a stream's provider side lives. It ends with the caller's token until <see cref="OutliveCaller"/>, so that a stream that is
/// drained goes on when its reader has gone.
/// </summary>
internal sealed class StreamLife : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _caller;

    public StreamLife(CancellationToken caller) =>
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);

    public CancellationToken Token => _source.Token;

    public void OutliveCaller() => _caller.Unregister();

    public void EndAfter(TimeSpan time) => _source.CancelAfter(time);

    public void End() => _source.Cancel();

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
