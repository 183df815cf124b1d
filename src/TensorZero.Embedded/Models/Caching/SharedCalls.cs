using System.Collections.Concurrent;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Models.Caching;

/// <summary>
/// The calls under way whose answer others may have: the first who asks calls the provider, those who ask the same meanwhile wait for it.
/// Knows a call only while it runs. Thread-safe.
/// </summary>
internal sealed class SharedCalls
{
    private readonly ConcurrentDictionary<CacheKey, TaskCompletionSource<SharedCall>> _underWay = new();

    /// <summary>The provider's answer to an attempt, or that to another one which asks the same.</summary>
    /// <param name="key">What is asked.</param>
    /// <param name="attempt">Who asks.</param>
    /// <param name="cancellationToken">Ends this attempt's call, or its wait for another's.</param>
    public async ValueTask<ProviderResponse> AskAsync(CacheKey key, ProviderAttempt attempt, CancellationToken cancellationToken)
    {
        while (true)
        {
            var own = new TaskCompletionSource<SharedCall>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = _underWay.GetOrAdd(key, own);
            if (ReferenceEquals(first, own))
            {
                return await LeadAsync(key, own, attempt, cancellationToken).ConfigureAwait(false);
            }

            var shared = await first.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (shared.Answer is { } answer)
            {
                (attempt.Cached, attempt.Call.RawRequest, attempt.Call.RawResponse) = (true, shared.RawRequest, shared.RawResponse);
                return answer;
            }

            // A provider's failure may be due to a key of the first one's own, so everybody finds out for himself, and at once. That the
            // first one left says nothing: the next in line takes its place.
            if (shared.Failed)
            {
                return await attempt.AskProviderAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<ProviderResponse> LeadAsync(
        CacheKey key, TaskCompletionSource<SharedCall> own, ProviderAttempt attempt, CancellationToken cancellationToken)
    {
        var outcome = SharedCall.Left;
        try
        {
            var answer = await attempt.AskProviderAsync(cancellationToken).ConfigureAwait(false);
            outcome = SharedCall.Answered(answer, attempt.Call);
            return answer;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            outcome = SharedCall.Unanswered;
            throw;
        }
        finally
        {
            // Removed first: who is told to look again must not find this call.
            _underWay.TryRemove(key, out _);
            own.SetResult(outcome);
        }
    }
}
