using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Feedback;

/// <summary>
/// Feedback's way: check what the request says by itself, find what it is about, check a demonstration against that, record.
/// </summary>
/// <param name="snapshots">The configuration, with the metrics.</param>
/// <param name="reader">Where targets are found; null when observability is off.</param>
/// <param name="sink">Where feedback is recorded.</param>
/// <param name="metrics">Where feedback is counted.</param>
/// <param name="requests">Where it is waited for at the end.</param>
/// <param name="ids">Makes feedback ids.</param>
/// <param name="time">The clock.</param>
internal sealed class FeedbackClient(
    SnapshotSource snapshots,
    IFeedbackReader? reader,
    IRecordSink sink,
    RequestMetrics metrics,
    RequestsUnderWay requests,
    UuidV7Source ids,
    TimeProvider time) : IFeedbackClient
{
    private readonly FeedbackTargets? _targets = reader is null ? null : new FeedbackTargets(reader, sink, time);

    public async Task<Guid> SendAsync(FeedbackRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var passage = requests.Pass(CancellationToken.None);
        if (_targets is null)
        {
            throw ObservabilityStoreException.Disabled("Feedback requires");
        }

        var snapshot = snapshots.Current;
        var tags = FeedbackTags.Of(request);
        var record = FeedbackSubject.Of(request, snapshot.Metrics).ToRecord(ids.Next(), request, tags, snapshot.Hash);
        if (!request.DryRun)
        {
            metrics.CountFeedback(request.MetricName);
        }

        if (record.Kind == FeedbackKind.Demonstration)
        {
            var target = await _targets.FindAsync(record.Level, record.TargetId, cancellationToken).ConfigureAwait(false);
            record = record with { Demonstration = Demonstration.Check(request.Value, target) };
        }
        else if (!request.TargetIsKnown && !snapshot.Gateway.DisableFeedbackTargetValidation)
        {
            _ = await _targets.FindAsync(record.Level, record.TargetId, cancellationToken).ConfigureAwait(false);
        }

        if (!request.DryRun)
        {
            await sink.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        }

        return record.Id;
    }
}
