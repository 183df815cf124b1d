using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>Reads feedback, and what is needed to check new feedback.</summary>
internal interface IFeedbackReader
{
    /// <summary>All feedback about an inference or an episode, oldest first.</summary>
    ValueTask<IReadOnlyList<StoredFeedback>> GetFeedbackAsync(Guid targetId, CancellationToken cancellationToken);

    /// <summary>
    /// The answered inference with this id, or the latest one of this episode; null when there is none, or none yet: it may still be
    /// on its way (<see cref="IRecordSink.FlushAsync"/>).
    /// </summary>
    ValueTask<FeedbackTargetRecord?> FindTargetAsync(Guid targetId, FeedbackLevel level, CancellationToken cancellationToken);
}
