using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.SideBySide.InProcess;

/// <summary>
/// A database that begins to write when it is told to, so that what fills a journal and what empties it are measured apart. With nothing
/// behind it, it forgets what it gets.
/// </summary>
internal sealed class GatedStore(IObservabilityStore? behind) : IObservabilityStore
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Kind => behind?.Kind ?? "none";

    public bool SkipsKnownIds => behind?.SkipsKnownIds ?? true;

    public IInferenceReader Inferences => behind!.Inferences;

    public IFeedbackReader Feedback => behind!.Feedback;

    public IDatapointStore Datapoints => behind!.Datapoints;

    public IStatisticsReader Statistics => behind!.Statistics;

    public IEpisodeReader Episodes => behind!.Episodes;

    public IRecordReader Records => behind!.Records;

    public IRecordEraser Eraser => behind!.Eraser;

    public IReplyCache Cache => behind!.Cache;

    public IEvaluationStore Evaluations => behind!.Evaluations;

    public IWorkflowRunStore WorkflowRuns => behind!.WorkflowRuns;

    /// <summary>Completes when the first batch has come.</summary>
    public Task Reached => _reached.Task;

    public void Open() => _gate.TrySetResult();

    public async ValueTask WriteAsync(IReadOnlyList<Record> batch, string token, CancellationToken cancellationToken)
    {
        _ = _reached.TrySetResult();
        await _gate.Task.WaitAsync(cancellationToken);
        if (behind is not null)
        {
            await behind.WriteAsync(batch, token, cancellationToken);
        }
    }

    public ValueTask<string?> FindConfigurationAsync(string hash, CancellationToken cancellationToken) =>
        behind!.FindConfigurationAsync(hash, cancellationToken);

    public ValueTask CheckAsync(CancellationToken cancellationToken) => behind?.CheckAsync(cancellationToken) ?? default;

    public ValueTask DisposeAsync() => behind?.DisposeAsync() ?? default;
}
