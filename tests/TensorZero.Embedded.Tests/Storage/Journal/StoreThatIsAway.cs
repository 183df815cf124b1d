using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Journal;

/// <summary>A database that does not answer until it is let to; then it is the one behind it.</summary>
internal sealed class StoreThatIsAway(IObservabilityStore? behind = null, bool skipsKnownIds = true) : IObservabilityStore
{
    private long _tries;

    public bool IsAway { get; set; } = true;

    /// <summary>It answers nothing at all until this is completed.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    /// <summary>How often it was asked to write.</summary>
    public long Tries => Interlocked.Read(ref _tries);

    /// <summary>Each batch that it was asked to write: its token and how many records it had.</summary>
    public List<(string Token, int Records)> Batches { get; } = [];

    public string Kind => "away";

    public bool SkipsKnownIds => skipsKnownIds;

    public IInferenceReader Inferences => throw new NotSupportedException();

    public IFeedbackReader Feedback => throw new NotSupportedException();

    public IDatapointStore Datapoints => throw new NotSupportedException();

    public IStatisticsReader Statistics => throw new NotSupportedException();

    public IEpisodeReader Episodes => throw new NotSupportedException();

    public IEvaluationStore Evaluations => throw new NotSupportedException();

    public IWorkflowRunStore WorkflowRuns => throw new NotSupportedException();

    public IRecordReader Records => throw new NotSupportedException();

    public IRecordEraser Eraser => throw new NotSupportedException();

    public IReplyCache Cache => throw new NotSupportedException();

    public async ValueTask WriteAsync(IReadOnlyList<Record> batch, string token, CancellationToken cancellationToken)
    {
        Batches.Add((token, batch.Count));
        Interlocked.Increment(ref _tries);
        await Silence.WaitAsync(cancellationToken);
        if (IsAway || behind is null)
        {
            throw new ObservabilityStoreException(ObservabilityStoreFailure.Unavailable, "The database is away.");
        }

        await behind.WriteAsync(batch, token, cancellationToken);
    }

    public ValueTask<string?> FindConfigurationAsync(string hash, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
