using Polly;
using Polly.Retry;
using TensorZero.Embedded.Models;

namespace TensorZero.Embedded.Variants;

/// <summary>
/// Tries a whole model call again: exponential back-off from one second with jitter, never longer than the configured delay. A
/// provider that says how long to wait is heeded within that bound. Built once per variant; thread-safe.
/// </summary>
internal sealed class RetryPolicy
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    private readonly int _retries;
    private readonly TimeSpan _maximumDelay;
    private readonly ResiliencePipeline<CallOutcome<VariantResult>> _whole;
    private readonly ResiliencePipeline<CallOutcome<VariantStream>> _streaming;

    public RetryPolicy(int retries, TimeSpan maximumDelay, TimeProvider time, Random random)
    {
        (_retries, _maximumDelay) = (retries, maximumDelay);
        _whole = Build<VariantResult>(time, random);
        _streaming = Build<VariantStream>(time, random);
    }

    public ValueTask<CallOutcome<VariantResult>> RunAsync<TState>(
        Func<TState, CancellationToken, ValueTask<CallOutcome<VariantResult>>> attempt, TState state, CancellationToken cancellationToken) =>
        _whole.ExecuteAsync(static (call, token) => call.attempt(call.state, token), (attempt, state), cancellationToken);

    public ValueTask<CallOutcome<VariantStream>> RunAsync<TState>(
        Func<TState, CancellationToken, ValueTask<CallOutcome<VariantStream>>> attempt, TState state, CancellationToken cancellationToken) =>
        _streaming.ExecuteAsync(static (call, token) => call.attempt(call.state, token), (attempt, state), cancellationToken);

    private ResiliencePipeline<CallOutcome<T>> Build<T>(TimeProvider time, Random random)
        where T : class
    {
        var builder = new ResiliencePipelineBuilder<CallOutcome<T>> { TimeProvider = time };
        if (_retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<CallOutcome<T>>
            {
                MaxRetryAttempts = _retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _maximumDelay < FirstDelay ? _maximumDelay : FirstDelay,
                MaxDelay = _maximumDelay,
                Randomizer = random.NextDouble,
                ShouldHandle = arguments => ValueTask.FromResult(
                    !arguments.Context.CancellationToken.IsCancellationRequested && arguments.Outcome.Result.Failure is { IsRetryable: true }),
                DelayGenerator = arguments => ValueTask.FromResult(Asked(arguments.Outcome.Result.Failure)),
            });
        }

        return builder.Build();
    }

    private TimeSpan? Asked(CallFailure? failure) =>
        failure?.RetryAfter is { } asked ? (asked < _maximumDelay ? asked : _maximumDelay) : null;
}
