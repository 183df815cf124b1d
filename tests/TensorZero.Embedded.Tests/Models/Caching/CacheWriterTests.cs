using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Models.Caching;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Models.Caching;

/// <summary>What a database that refuses does to the answers that wait.</summary>
internal sealed class CacheWriterTests
{
    private static readonly CacheKey First = new(new string('1', 64));
    private static readonly CacheKey Bad = new(new string('2', 64));
    private static readonly CacheKey Last = new(new string('3', 64));

    [TestCase(ObservabilityStoreFailure.Rejected, new[] { '1', '3' }, 4, Description = "the three at once, then each alone")]
    [TestCase(ObservabilityStoreFailure.Unavailable, new char[0], 1, Description = "no other answer would fare better")]
    public async Task An_answer_that_is_refused_does_not_cost_the_others_their_place(
        ObservabilityStoreFailure failure, char[] written, int tries)
    {
        var database = new Refusing(Bad, failure);
        await using var writer = new CacheWriter(database, NullLogger.Instance);
        writer.Add(First, Answered(), DateTimeOffset.UnixEpoch);
        await database.Busy.OrFail();
        foreach (var key in new[] { First, Bad, Last })
        {
            writer.Add(key, Answered(), DateTimeOffset.UnixEpoch);
        }

        database.Gate.SetResult();
        await writer.FlushAsync(default).OrFail();

        Assert.That(database.Written.Select(key => key.Hex[0]).Skip(1), Is.EqualTo(written));
        Assert.That(database.Tries, Is.EqualTo(tries));
    }

    private static ProviderAttempt Answered()
    {
        var call = new ProviderCall { ModelName = "m", ProviderName = "a" };
        var request = new ModelRequest { Messages = [] };
        return new ProviderAttempt(Guid.Empty, "v", new ProviderEndpoint("m", "a", new CannedProvider()), request, call) { Succeeded = true };
    }

    /// <summary>Holds the first write until the test has put the next ones in line, and refuses what has one key.</summary>
    private sealed class Refusing(CacheKey bad, ObservabilityStoreFailure failure) : IReplyCache
    {
        private readonly TaskCompletionSource _busy = new();

        public Task Busy => _busy.Task;

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<CacheKey> Written { get; } = [];

        public int Tries { get; private set; }

        public ValueTask<CachedReply?> FindAsync(CacheKey key, DateTimeOffset? since, CancellationToken cancellationToken) => new((CachedReply?)null);

        public async ValueTask WriteAsync(IReadOnlyList<CachedReply> replies, CancellationToken cancellationToken)
        {
            if (_busy.TrySetResult())
            {
                await Gate.Task;
            }
            else
            {
                Tries++;
            }

            if (replies.Any(reply => reply.Key == bad))
            {
                throw new ObservabilityStoreException(failure, "No.");
            }

            foreach (var reply in replies)
            {
                Written.Enqueue(reply.Key);
            }
        }

        public ValueTask<long> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) => default;
    }
}
