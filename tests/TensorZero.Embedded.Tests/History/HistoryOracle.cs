using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.History;

/// <summary>Answers a query by looking at every answered inference: what the database must answer too.</summary>
internal sealed class HistoryOracle(IReadOnlyList<InferenceRecord> inferences, IEnumerable<FeedbackRecord> feedback)
{
    private readonly Dictionary<(Guid Target, string? Metric, bool IsDemonstration), FeedbackRecord> _latest = feedback
        .GroupBy(piece => (piece.TargetId, piece.MetricName, piece.Kind == FeedbackKind.Demonstration))
        .ToDictionary(group => group.Key, group => group.MaxBy(piece => piece.Id)!);

    private readonly Dictionary<Guid, (string Input, string Output)> _searched = [];

    public IReadOnlyList<Guid> List(InferenceQuery query)
    {
        var sorted = Sort(query, Matching(query)
            .Where(inference => query.Before is not { } before || inference.Id.CompareTo(before) < 0)
            .Where(inference => query.After is not { } after || inference.Id.CompareTo(after) > 0))
            .Select(inference => inference.Id)
            .Skip(query.Offset ?? 0)
            .ToList();
        var limit = query.Limit ?? int.MaxValue;
        return query.After is null ? sorted.Take(limit).ToList() : sorted.Skip(Math.Max(0, sorted.Count - limit)).ToList();
    }

    public long Count(InferenceQuery query) => Matching(query).Count();

    public FeedbackRecord? LatestDemonstration(Guid inferenceId) => _latest.GetValueOrDefault((inferenceId, null, true));

    private IEnumerable<InferenceRecord> Matching(InferenceQuery query) => inferences.Where(inference =>
        (query.FunctionName is null || inference.FunctionName == query.FunctionName)
        && (query.VariantName is null || inference.VariantName == query.VariantName)
        && (query.EpisodeId is null || inference.EpisodeId == query.EpisodeId)
        && (query.OutputSource != InferenceOutputSource.Demonstration || LatestDemonstration(inference.Id) is not null)
        && (query.Filter is null || Holds(query.Filter, inference))
        && (query.SearchText is null || Occurrences(query.SearchText, inference) > 0));

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

    private FeedbackRecord? Metric(string name, InferenceRecord inference)
    {
        var own = _latest.GetValueOrDefault((inference.Id, name, false));
        var episodes = _latest.GetValueOrDefault((inference.EpisodeId, name, false));
        return own is null || (episodes is not null && episodes.Id.CompareTo(own.Id) > 0) ? episodes : own;
    }

    private IEnumerable<InferenceRecord> Sort(InferenceQuery query, IEnumerable<InferenceRecord> found)
    {
        var sorted = found.Order(Comparer<InferenceRecord>.Create((_, _) => 0));
        foreach (var order in query.OrderBy)
        {
            // What has no key comes last in either direction.
            sorted = sorted.ThenBy(inference => Key(query, order, inference) is { } key ? order.Descending ? -key : key : double.PositiveInfinity);
        }

        var newestFirst = query.OrderBy is not [.., { IsTimestamp: true, Descending: false }];
        return newestFirst ? sorted.ThenByDescending(inference => inference.Id) : sorted.ThenBy(inference => inference.Id);
    }

    private double? Key(InferenceQuery query, InferenceOrder order, InferenceRecord inference)
    {
        if (order.IsSearchRelevance)
        {
            return Occurrences(query.SearchText!, inference);
        }

        if (order.MetricName is null)
        {
            return UuidV7Source.TimestampOf(inference.Id).ToUnixTimeMilliseconds();
        }

        var metric = Metric(order.MetricName, inference);
        return metric?.FloatValue ?? (metric?.BooleanValue is { } flag ? flag ? 1 : 0 : null);
    }

    /// <summary>In the JSON of the input and of the output, without overlaps; only letters of ASCII are the same in both cases.</summary>
    private int Occurrences(string text, InferenceRecord inference)
    {
        if (!_searched.TryGetValue(inference.Id, out var searched))
        {
            searched = (
                inference.Input is { } input ? LowerAscii(ContentJsonSamples.Write(writer => ContentJson.WriteInput(writer, input))) : "",
                inference.Input is null ? ""
                : inference.JsonOutput is { } json ? LowerAscii(ContentJsonSamples.Write(writer => ContentJson.WriteJsonOutput(writer, json)))
                : inference.FunctionType == FunctionType.Json ? ""
                : LowerAscii(ContentJsonSamples.Write(writer => ContentJson.WriteOutput(writer, inference.Content))));
            _searched.Add(inference.Id, searched);
        }

        var quoted = ContentJsonSamples.Write(writer => writer.WriteStringValue(text));
        var needle = LowerAscii(quoted[1..^1]);
        return Count(searched.Input, needle) + Count(searched.Output, needle);
    }

    private static string LowerAscii(string text) => new([.. text.Select(letter => letter is >= 'A' and <= 'Z' ? (char)(letter + 32) : letter)]);

    private static int Count(string text, string needle) => text.Split(needle, StringSplitOptions.None).Length - 1;
}
