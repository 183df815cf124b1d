using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Makes queries of every kind, with everything that can be set in them. The same seed makes the same ones.</summary>
internal sealed class RandomQueries(int seed, RecordedHistory history)
{
    private readonly Random _random = new(seed);

    public InferenceQuery Inferences()
    {
        var search = Maybe(4, () => Pick(Names.Words));
        var cursor = _random.Next(5);
        return new InferenceQuery
        {
            FunctionName = Maybe(2, () => Pick([.. Names.Functions, "nobody's"])),
            VariantName = Maybe(3, () => Pick(Names.Variants)),
            EpisodeId = _random.Next(8) == 0 ? Inference().EpisodeId : null,
            Filter = Maybe(2, () => Filter(depth: 3)),
            SearchText = search,
            OrderBy = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Order(search is not null))],
            Limit = _random.Next(60),
            Offset = cursor == 1 ? _random.Next(30) : null,
            Before = cursor == 2 ? Inference().Id : null,
            After = cursor == 3 ? Inference().Id : null,
            OutputSource = Pick(Enum.GetValues<InferenceOutputSource>()),
        };
    }

    public EpisodeQuery Episodes()
    {
        var cursor = _random.Next(3);
        return new EpisodeQuery
        {
            FunctionName = Maybe(2, () => Pick(Names.Functions)),
            Before = cursor == 1 ? Inference().EpisodeId : null,
            After = cursor == 2 ? Inference().EpisodeId : null,
            Limit = _random.Next(10) == 0 ? null : _random.Next(700),
        };
    }

    public FeedbackQuery Feedback()
    {
        var cursor = _random.Next(4);
        var (first, second) = (Piece(), Piece());
        var (from, to) = first.Id.CompareTo(second.Id) < 0 ? (first, second) : (second, first);
        return new FeedbackQuery
        {
            TargetId = _random.Next(2) == 0 ? Piece().TargetId : null,
            Kind = _random.Next(4) == 0 ? Pick(Enum.GetValues<FeedbackKind>()) : null,
            MetricName = Maybe(3, () => Pick([.. Names.FloatMetrics, .. Names.BooleanMetrics, "nobody's"])),
            From = _random.Next(3) == 0 ? UuidV7Source.TimestampOf(from.Id).AddTicks(_random.Next(3) - 1) : null,
            To = _random.Next(3) == 0 ? UuidV7Source.TimestampOf(to.Id).AddTicks(_random.Next(3)) : null,
            Before = cursor == 1 ? Piece().Id : null,
            After = cursor == 2 ? Piece().Id : null,
            Limit = _random.Next(10) == 0 ? null : _random.Next(700),
        };

        FeedbackRecord Piece() => history.Feedback[_random.Next(history.Feedback.Count)];
    }

    public UsageQuery Usage() => Narrow(new UsageQuery
    {
        ModelName = Maybe(3, () => Pick(Names.Models)),
        ProviderName = Maybe(3, () => Pick(Names.Providers)),
        GroupBy = Groups(4),
    });

    public LatencyQuery Latency() => Narrow(_random.Next(2) == 0
        ? new LatencyQuery { Of = LatencyOf.Inferences, GroupBy = Groups(2), Quantiles = Quantiles() }
        : new LatencyQuery { ModelName = Maybe(3, () => Pick(Names.Models)), GroupBy = Groups(4), Quantiles = Quantiles() });

    public ThroughputQuery Throughput() => Narrow(new ThroughputQuery { GroupBy = Groups(2) });

    public MetricQuery Metric() => Narrow(new MetricQuery
    {
        MetricName = Pick([.. Names.FloatMetrics, .. Names.BooleanMetrics, "nobody's"]),
        Level = _random.Next(2) == 0 ? FeedbackLevel.Inference : FeedbackLevel.Episode,
    });

    private T Narrow<T>(T query)
        where T : StatisticsQuery
    {
        var (first, second) = (Inference().Id, Inference().Id);
        var (from, to) = first.CompareTo(second) < 0 ? (first, second) : (second, first);
        return query with
        {
            FunctionName = Maybe(3, () => Pick(Names.Functions)),
            VariantName = Maybe(4, () => Pick([.. Names.Variants, ""])),
            From = _random.Next(2) == 0 ? Around(from) : null,
            To = _random.Next(2) == 0 ? Around(to).AddMilliseconds(3) : null,
            Period = _random.Next(2) == 0 ? Pick(Enum.GetValues<TimePeriod>()) : null,
        };
    }

    private InferenceOrder Order(bool isSearch)
    {
        var descending = _random.Next(2) == 0;
        return _random.Next(4) switch
        {
            0 => InferenceOrder.ByTimestamp(descending),
            1 when isSearch => InferenceOrder.BySearchRelevance(descending),
            _ => InferenceOrder.ByMetric(Pick([.. Names.FloatMetrics, .. Names.BooleanMetrics, "nobody's"]), descending),
        };
    }

    private InferenceFilter Filter(int depth) => _random.Next(depth == 0 ? 5 : 8) switch
    {
        0 => new FloatMetricFilter(
            Pick([.. Names.FloatMetrics, "liked"]), Pick(Enum.GetValues<FilterComparison>()), _random.Next(-12, 13) / 4.0),
        1 => new BooleanMetricFilter(Pick([.. Names.BooleanMetrics, "score"]), _random.Next(2) == 0),
        2 => new TagFilter(Pick([.. Names.TagKeys, "nobody's"]), Pick(Names.TagValues), Pick(Enum.GetValues<TagComparison>())),
        3 => new TimeFilter(Pick(Enum.GetValues<FilterComparison>()), _random.Next(12) == 0 ? DateTimeOffset.MaxValue : Around(Inference().Id)),
        4 => new DemonstrationFilter(_random.Next(2) == 0),
        5 => new AndFilter([.. Children(depth)]),
        6 => new OrFilter([.. Children(depth)]),
        _ => new NotFilter(Filter(depth - 1)),
    };

    private IEnumerable<InferenceFilter> Children(int depth) => Enumerable.Range(0, _random.Next(4)).Select(_ => Filter(depth - 1));

    private StatisticsGroup[] Groups(int kinds) => [.. Enum.GetValues<StatisticsGroup>().Take(kinds).Where(_ => _random.Next(2) == 0)];

    private double[] Quantiles() => [.. Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => _random.Next(0, 101) / 100.0)];

    /// <summary>At an inference's moment, or a little beside it.</summary>
    private DateTimeOffset Around(Guid id) => UuidV7Source.TimestampOf(id).AddTicks(Pick([-1L, 0, 1, 5000, 10_000]));

    private TensorZero.Embedded.Storage.Records.InferenceRecord Inference() => history.Inferences[_random.Next(history.Inferences.Count)];

    private T? Maybe<T>(int one, Func<T> make)
        where T : class => _random.Next(one) == 0 ? make() : null;

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
