using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.History;

/// <summary>Answers a query by looking at every inference of a world: what the database must answer too.</summary>
internal sealed class HistoryOracle(HistoryWorld world)
{
    private readonly ILookup<Guid, FeedbackRecord> _feedback = world.Feedback.ToLookup(feedback => feedback.TargetId);

    public IReadOnlyList<Guid> List(InferenceQuery query)
    {
        var sorted = Matching(query)
            .Where(inference => query.Before is not { } before || inference.Id.CompareTo(before) < 0)
            .Where(inference => query.After is not { } after || inference.Id.CompareTo(after) > 0)
            .Order(Comparer<InferenceRecord>.Create((left, right) => Compare(query, left, right)))
            .Select(inference => inference.Id)
            .Skip(query.Offset ?? 0)
            .ToList();
        var limit = query.Limit ?? int.MaxValue;
        return query.After is null ? sorted.Take(limit).ToList() : sorted.Skip(Math.Max(0, sorted.Count - limit)).ToList();
    }

    public long Count(InferenceQuery query) => Matching(query).Count();

    public FeedbackRecord? LatestDemonstration(Guid inferenceId) =>
        _feedback[inferenceId].Where(feedback => feedback.Kind == FeedbackKind.Demonstration).MaxBy(feedback => feedback.Id);

    private IEnumerable<InferenceRecord> Matching(InferenceQuery query) => world.Inferences.Where(inference =>
        (query.FunctionName is null || inference.FunctionName == query.FunctionName)
        && (query.VariantName is null || inference.VariantName == query.VariantName)
        && (query.EpisodeId is null || inference.EpisodeId == query.EpisodeId)
        && (query.OutputSource != InferenceOutputSource.Demonstration || LatestDemonstration(inference.Id) is not null)
        && (query.Filter is null || Holds(query.Filter, inference)));

    private bool Holds(InferenceFilter filter, InferenceRecord inference) => filter switch
    {
        AndFilter and => and.Children.All(child => Holds(child, inference)),
        OrFilter or => or.Children.Any(child => Holds(child, inference)),
        NotFilter not => !Holds(not.Child, inference),
        FloatMetricFilter metric =>
            Metric(metric.MetricName, inference)?.FloatValue is { } value && Holds(metric.Comparison, value.CompareTo(metric.Value)),
        BooleanMetricFilter metric => Metric(metric.MetricName, inference)?.BooleanValue == metric.Value,
        TagFilter tag =>
            inference.Tags.TryGetValue(tag.Key, out var value) && (value == tag.Value) == (tag.Comparison == TagComparison.Equal),
        TimeFilter time => Holds(time.Comparison, UuidV7Source.TimestampOf(inference.Id).CompareTo(time.Time)),
        DemonstrationFilter demonstration => LatestDemonstration(inference.Id) is not null == demonstration.HasDemonstration,
        _ => throw new NotSupportedException(),
    };

    private static bool Holds(FilterComparison comparison, int sign) => comparison switch
    {
        FilterComparison.LessThan => sign < 0,
        FilterComparison.LessThanOrEqual => sign <= 0,
        FilterComparison.Equal => sign == 0,
        FilterComparison.GreaterThanOrEqual => sign >= 0,
        FilterComparison.GreaterThan => sign > 0,
        _ => sign != 0,
    };

    private FeedbackRecord? Metric(string name, InferenceRecord inference) =>
        _feedback[inference.Id].Concat(_feedback[inference.EpisodeId])
            .Where(feedback => feedback.MetricName == name)
            .MaxBy(feedback => feedback.Id);

    private int Compare(InferenceQuery query, InferenceRecord left, InferenceRecord right)
    {
        foreach (var order in query.OrderBy)
        {
            var (leftKey, rightKey) = (Key(order, left), Key(order, right));
            var compared = (leftKey, rightKey) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                _ => order.Descending ? rightKey.Value.CompareTo(leftKey.Value) : leftKey.Value.CompareTo(rightKey.Value),
            };
            if (compared != 0)
            {
                return compared;
            }
        }

        var newestFirst = query.OrderBy is not [.., { IsTimestamp: true, Descending: false }];
        return newestFirst ? right.Id.CompareTo(left.Id) : left.Id.CompareTo(right.Id);
    }

    private double? Key(InferenceOrder order, InferenceRecord inference)
    {
        if (order.MetricName is null)
        {
            return UuidV7Source.TimestampOf(inference.Id).ToUnixTimeMilliseconds();
        }

        var metric = Metric(order.MetricName, inference);
        return metric?.FloatValue ?? (metric?.BooleanValue is { } flag ? flag ? 1 : 0 : null);
    }
}
