using System.Text;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Counts and sums a history by looking at every record: what every database must answer too.</summary>
internal sealed class StatisticsOracle(RecordedHistory history)
{
    private static readonly Comparer<string?> ByBytes = Comparer<string?>.Create((left, right) =>
        Encoding.UTF8.GetBytes(left ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right ?? "")));

    private sealed record Counted(Guid Id, InferenceRecord Inference, ModelInferenceRecord? Call)
    {
        public string Variant => Inference.VariantName ?? "";

        public DateTimeOffset Time => UuidV7Source.TimestampOf(Id);
    }

    public IReadOnlyList<UsageStatistics> Usage(UsageQuery query) => Groups(
        query, query.GroupBy, Calls().Where(call => IsOf(call, query.ModelName, query.ProviderName)), (key, calls) => new UsageStatistics
        {
            Key = key,
            CallCount = calls.Count,
            CachedCallCount = calls.Count(call => call.Call!.Cached),
            CallsWithTokens = calls.Count(call => call.Call!.Usage is { InputTokens: not null, OutputTokens: not null }),
            CallsWithCost = calls.Count(call => call.Call!.Usage.Cost is not null),
            InputTokens = calls.Sum(call => call.Call!.Usage.InputTokens ?? 0),
            OutputTokens = calls.Sum(call => call.Call!.Usage.OutputTokens ?? 0),
            ProviderCacheReadInputTokens = calls.Sum(call => call.Call!.Usage.ProviderCacheReadInputTokens ?? 0),
            ProviderCacheWriteInputTokens = calls.Sum(call => call.Call!.Usage.ProviderCacheWriteInputTokens ?? 0),
            Cost = calls.Any(call => call.Call!.Usage.Cost is not null) ? calls.Sum(call => call.Call!.Usage.Cost ?? 0) : null,
        });

    public IReadOnlyList<LatencyStatistics> Latency(LatencyQuery query)
    {
        var ofCalls = query.Of == LatencyOf.Calls;
        var counted = ofCalls
            ? Calls().Where(call => !call.Call!.Cached && IsOf(call, query.ModelName, query.ProviderName))
            : Answered();
        return Groups(query, query.GroupBy, counted, (key, group) =>
        {
            var whole = Sorted(group.Select(one => ofCalls ? one.Call!.ResponseTime : one.Inference.ProcessingTime));
            var first = Sorted(group.Select(one => ofCalls ? one.Call!.TimeToFirstToken : one.Inference.TimeToFirstToken));
            return new LatencyStatistics
            {
                Key = key,
                Count = whole.Count,
                StreamCount = first.Count,
                ResponseTimes = Quantiles(whole, query.Quantiles),
                TimesToFirstToken = Quantiles(first, query.Quantiles),
            };
        });
    }

    public IReadOnlyList<ThroughputStatistics> Throughput(ThroughputQuery query) => Groups(
        query, query.GroupBy, history.Inferences.Select(inference => new Counted(inference.Id, inference, null)), (key, group) =>
        {
            var answered = group.Where(one => one.Inference.Status == InferenceStatus.Succeeded).ToList();
            return new ThroughputStatistics(
                key, answered.Count, group.Count - answered.Count, answered.Select(one => one.Inference.EpisodeId).Distinct().Count());
        });

    public IReadOnlyList<MetricStatistics> Metric(MetricQuery query)
    {
        var latest = history.Feedback
            .Where(feedback => feedback.MetricName == query.MetricName)
            .GroupBy(feedback => feedback.TargetId)
            .ToDictionary(group => group.Key, group => group.MaxBy(feedback => feedback.Id)!);
        Guid TargetOf(Counted one) => query.Level == FeedbackLevel.Inference ? one.Id : one.Inference.EpisodeId;
        var newest = Answered()
            .Where(one => latest.ContainsKey(TargetOf(one)))
            .GroupBy(one => (TargetOf(one), one.Inference.FunctionName, one.Variant))
            .Select(group => group.MaxBy(one => one.Id)!);
        return Groups(query, [StatisticsGroup.Function, StatisticsGroup.Variant], newest, (key, group) =>
        {
            var values = group
                .Select(one => latest[TargetOf(one)])
                .Select(feedback => feedback.FloatValue ?? (feedback.BooleanValue!.Value ? 1 : 0))
                .ToList();
            var mean = values.Sum() / values.Count;
            return new MetricStatistics(
                key, values.Count, mean, values.Count < 2 ? null : values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        });
    }

    private IEnumerable<Counted> Calls() => history.Inferences.SelectMany(
        inference => inference.ModelInferences.Select(call => new Counted(call.Id, inference, call)));

    private IEnumerable<Counted> Answered() => history.Answered.Select(inference => new Counted(inference.Id, inference, null));

    private static bool IsOf(Counted call, string? model, string? provider) =>
        (model is null || call.Call!.ModelName == model) && (provider is null || call.Call!.ProviderName == provider);

    private static List<T> Groups<T>(
        StatisticsQuery query, IReadOnlyList<StatisticsGroup> groupBy, IEnumerable<Counted> counted, Func<StatisticsKey, List<Counted>, T> sum) =>
        counted
            .Where(one => query.FunctionName is null || one.Inference.FunctionName == query.FunctionName)
            .Where(one => query.VariantName is null || one.Variant == query.VariantName)
            .Where(one => !(one.Time < query.From) && !(one.Time >= query.To))
            .GroupBy(one => new StatisticsKey
            {
                PeriodStart = query.Period is { } period ? Start(period, one.Time) : null,
                FunctionName = groupBy.Contains(StatisticsGroup.Function) ? one.Inference.FunctionName : null,
                VariantName = groupBy.Contains(StatisticsGroup.Variant) ? one.Variant : null,
                ModelName = groupBy.Contains(StatisticsGroup.Model) ? one.Call!.ModelName : null,
                ProviderName = groupBy.Contains(StatisticsGroup.Provider) ? one.Call!.ProviderName : null,
            })
            .OrderBy(group => group.Key.PeriodStart)
            .ThenBy(group => group.Key.FunctionName, ByBytes)
            .ThenBy(group => group.Key.VariantName, ByBytes)
            .ThenBy(group => group.Key.ModelName, ByBytes)
            .ThenBy(group => group.Key.ProviderName, ByBytes)
            .Select(group => sum(group.Key, [.. group]))
            .ToList();

    private static DateTimeOffset Start(TimePeriod period, DateTimeOffset time) => period switch
    {
        TimePeriod.Minute => new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, time.Minute, 0, TimeSpan.Zero),
        TimePeriod.Hour => new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, 0, 0, TimeSpan.Zero),
        TimePeriod.Day => new DateTimeOffset(time.Year, time.Month, time.Day, 0, 0, 0, TimeSpan.Zero),
        TimePeriod.Week => Start(TimePeriod.Day, time).AddDays(-(((int)time.DayOfWeek + 6) % 7)),
        _ => new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero),
    };

    private static List<TimeSpan> Sorted(IEnumerable<TimeSpan?> times) => [.. times.OfType<TimeSpan>().Order()];

    private static TimeSpan[] Quantiles(List<TimeSpan> sorted, IReadOnlyList<double> quantiles) =>
        sorted.Count == 0 ? [] : [.. quantiles.Select(quantile => sorted[Math.Min(sorted.Count - 1, (int)Math.Floor(quantile * sorted.Count))])];
}
