using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>Reads feedback, and what is needed to check new feedback.</summary>
internal interface IFeedbackReader
{
    /// <summary>By id, newest first; with <see cref="FeedbackQuery.After"/> still so, of those nearest to it. The query is already checked.</summary>
    IAsyncEnumerable<StoredFeedback> ListAsync(FeedbackQuery query, CancellationToken cancellationToken);

    /// <summary>What feedback a target has: one line for each metric, and one for each other kind; by kind and metric.</summary>
    ValueTask<IReadOnlyList<FeedbackSummary>> SummarizeAsync(Guid targetId, CancellationToken cancellationToken);

    /// <summary>
    /// The answered inference with this id, or the latest one of this episode; null when there is none, or none yet: it may still be
    /// on its way (<see cref="IRecordSink.FlushAsync"/>).
    /// </summary>
    ValueTask<FeedbackTargetRecord?> FindTargetAsync(Guid targetId, FeedbackLevel level, CancellationToken cancellationToken);

    /// <summary>Those of some targets that are an answered inference of a function, or an episode with one.</summary>
    ValueTask<IReadOnlySet<Guid>> FindTargetsOfAsync(
        string functionName, IReadOnlyCollection<Guid> targetIds, CancellationToken cancellationToken);

    /// <summary>All feedback about an inference or an episode, oldest first.</summary>
    async ValueTask<IReadOnlyList<StoredFeedback>> GetFeedbackAsync(Guid targetId, CancellationToken cancellationToken)
    {
        var feedback = await ListAsync(new FeedbackQuery { TargetId = targetId, Limit = null }, cancellationToken)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        feedback.Reverse();
        return feedback;
    }
}
