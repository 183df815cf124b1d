using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Lists and sums up the feedback of a history by looking at every piece.</summary>
internal sealed class FeedbackOracle(RecordedHistory history)
{
    private readonly List<FeedbackRecord> _newestFirst = [.. history.Feedback.OrderByDescending(feedback => feedback.Id)];

    public IReadOnlyList<FeedbackRecord> List(FeedbackQuery query)
    {
        var found = _newestFirst.Where(feedback =>
            (query.TargetId is null || feedback.TargetId == query.TargetId)
            && (query.Kind is null || feedback.Kind == query.Kind)
            && (query.MetricName is null || feedback.MetricName == query.MetricName)
            && (query.From is null || UuidV7Source.TimestampOf(feedback.Id) >= query.From)
            && (query.To is null || UuidV7Source.TimestampOf(feedback.Id) < query.To)
            && (query.Before is not { } before || feedback.Id.CompareTo(before) < 0)
            && (query.After is not { } after || feedback.Id.CompareTo(after) > 0));
        var limit = query.Limit ?? int.MaxValue;
        return query.After is null ? [.. found.Take(limit)] : [.. found.TakeLast(limit)];
    }

    public IReadOnlyList<FeedbackSummary> Summarize(Guid targetId) =>
    [
        .. _newestFirst
            .Where(feedback => feedback.TargetId == targetId)
            .GroupBy(feedback => (feedback.Kind, feedback.MetricName))
            .Select(group => new FeedbackSummary(
                group.Key.Kind, group.Key.MetricName, group.Count(), group.Min(feedback => feedback.Id), group.Max(feedback => feedback.Id)))
            .OrderBy(summary => summary.Kind)
            .ThenBy(summary => summary.MetricName, StringComparer.Ordinal),
    ];
}
