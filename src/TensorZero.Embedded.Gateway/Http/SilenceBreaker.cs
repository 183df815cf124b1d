namespace TensorZero.Embedded.Gateway.Http;

/// <summary>Waits for the next piece of an answer and sends a comment now and then meanwhile. One timer for the whole stream.</summary>
internal sealed class SilenceBreaker(TimeSpan interval, TimeProvider time, EventStream events) : IDisposable
{
    private readonly PeriodicTimer _timer = new(interval, time);
    private Task<bool>? _tick;

    public ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T> pieces)
    {
        var next = pieces.MoveNextAsync();
        return next.IsCompleted ? next : new ValueTask<bool>(WaitAsync(next.AsTask()));
    }

    public void Dispose() => _timer.Dispose();

    private async Task<bool> WaitAsync(Task<bool> next)
    {
        while (await Task.WhenAny(next, _tick ??= _timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false) != next)
        {
            _tick = null;
            await events.SendCommentAsync().ConfigureAwait(false);
        }

        return await next.ConfigureAwait(false);
    }
}
