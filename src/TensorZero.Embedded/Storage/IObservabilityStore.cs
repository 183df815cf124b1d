using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>
/// A database of records. <see cref="WriteAsync"/> has one caller, the <see cref="IRecordSink"/>'s writer; everything else is anyone's,
/// at any time. Failures are <see cref="ObservabilityStoreException"/>s.
/// </summary>
internal interface IObservabilityStore : IAsyncDisposable
{
    /// <summary>
    /// Stores the whole batch or nothing of it. A record whose id is already there is skipped, so a batch of which nobody knows
    /// whether it arrived can be sent again. What is wrong with a record itself is <see cref="ObservabilityStoreFailure.Rejected"/>
    /// or any other exception.
    /// </summary>
    /// <param name="batch">The records, in the order in which they were made.</param>
    /// <param name="token">
    /// Names this batch: sent again after a failure, the same token comes with the same records. A store that does not look at ids when it
    /// inserts recognises a batch by it.
    /// </param>
    /// <param name="cancellationToken">Ends the try.</param>
    ValueTask WriteAsync(IReadOnlyList<Record> batch, string token, CancellationToken cancellationToken);

    /// <summary>Which kind of database it is, in the word that the health route has for it.</summary>
    string Kind { get; }

    /// <summary>
    /// Whether a record that was stored is recognised by its id in any later batch, after any crash. Where it is not, a batch is recognised by
    /// its token, and which records it has must survive a power loss before it is sent.
    /// </summary>
    bool SkipsKnownIds => false;

    /// <summary>The canonical text of a configuration that was in use; null when none has this hash.</summary>
    ValueTask<string?> FindConfigurationAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Returns when the database answers.</summary>
    /// <exception cref="ObservabilityStoreException">It does not.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken);

    IInferenceReader Inferences { get; }

    IFeedbackReader Feedback { get; }

    IDatapointStore Datapoints { get; }

    IStatisticsReader Statistics { get; }

    IEpisodeReader Episodes { get; }

    IEvaluationStore Evaluations { get; }

    IWorkflowRunStore WorkflowRuns { get; }

    IRecordReader Records { get; }

    IRecordEraser Eraser { get; }

    IReplyCache Cache { get; }
}
