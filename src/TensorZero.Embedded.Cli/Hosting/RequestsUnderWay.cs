using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>Counts the requests that are being answered, so that the end can wait for them, and logs each when it is answered.</summary>
internal sealed class RequestsUnderWay(TimeProvider time, ILogger<RequestsUnderWay> logger)
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private volatile bool _ending;

    public int Count => _count;

    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        var start = time.GetTimestamp();
        Interlocked.Increment(ref _count);
        try
        {
            await next(http).ConfigureAwait(false);
        }
        finally
        {
            if (logger.IsEnabled(LogLevel.Debug))
            {
                var elapsed = (long)time.GetElapsedTime(start).TotalMilliseconds;
                HostLog.Answered(logger, http.Request.Method, http.Request.Path.ToUriComponent(), http.Response.StatusCode, elapsed);
            }

            if (Interlocked.Decrement(ref _count) == 0 && _ending)
            {
                _idle.TrySetResult();
            }
        }
    }

    /// <summary>For the end, when no new ones arrive: those whose connections were cut still have to note what they came to.</summary>
    public Task WhenNoneAsync()
    {
        _ending = true;
        if (_count == 0)
        {
            _idle.TrySetResult();
        }

        return _idle.Task;
    }
}
