using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Feedback;

/// <summary>Finds what feedback is about. What may still be on its way into the database is waited for.</summary>
internal sealed class FeedbackTargets(IFeedbackReader reader, IRecordSink sink, TimeProvider time)
{
    /// <summary>An id is made when its inference begins: so long after that it may become visible.</summary>
    private static readonly TimeSpan VisibleWithin = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    /// <exception cref="InvalidFeedbackException">There is no such inference or episode.</exception>
    /// <exception cref="ObservabilityStoreException">The database is so far behind that nobody knows.</exception>
    public async ValueTask<FeedbackTargetRecord> FindAsync(FeedbackLevel level, Guid id, CancellationToken cancellationToken)
    {
        if (id.Version != 7)
        {
            throw Unknown(level, id, ": it is no UUIDv7");
        }

        return await reader.FindTargetAsync(id, level, cancellationToken).ConfigureAwait(false)
            ?? await WaitAsync(level, id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What this process still holds back is written at once; what others have not written yet is looked for again and again.
    /// </summary>
    private async ValueTask<FeedbackTargetRecord> WaitAsync(FeedbackLevel level, Guid id, CancellationToken cancellationToken)
    {
        var isBehind = true;
        using var patience = new CancellationTokenSource(PatienceFor(id), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await sink.FlushAsync(either.Token).ConfigureAwait(false);
            isBehind = false;
            var pause = FirstPause;
            while (true)
            {
                if (await reader.FindTargetAsync(id, level, either.Token).ConfigureAwait(false) is { } target)
                {
                    return target;
                }

                await Task.Delay(pause, time, either.Token).ConfigureAwait(false);
                pause = pause < LongestPause ? pause * 2 : pause;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await reader.FindTargetAsync(id, level, cancellationToken).ConfigureAwait(false)
                ?? throw (isBehind ? NotKnownYet(level, id) : Unknown(level, id, ""));
        }
    }

    /// <summary>Ids of the future, which evaluation runs have, count as of now.</summary>
    private TimeSpan PatienceFor(Guid id)
    {
        var age = time.GetUtcNow() - UuidV7Source.TimestampOf(id);
        var left = VisibleWithin - (age > TimeSpan.Zero ? age : TimeSpan.Zero);
        return left > LeastPatience ? left : LeastPatience;
    }

    private static InvalidFeedbackException Unknown(FeedbackLevel level, Guid id, string reason) =>
        new(FeedbackRequestError.UnknownTarget, $"{Name(level)} ID: {id} does not exist{reason}");

    private ObservabilityStoreException NotKnownYet(FeedbackLevel level, Guid id) => new(
        ObservabilityStoreFailure.Unavailable,
        $"{Name(level)} ID: {id} is not in the database, which is behind: {sink.Counters.Waiting} records wait to be written. Send the feedback "
        + "again later.");

    private static string Name(FeedbackLevel level) => level == FeedbackLevel.Inference ? "Inference" : "Episode";
}
