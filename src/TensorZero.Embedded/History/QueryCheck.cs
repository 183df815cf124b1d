namespace TensorZero.Embedded.History;

/// <summary>Refuses queries that contradict themselves, before a database sees them.</summary>
internal static class QueryCheck
{
    /// <exception cref="ArgumentException">The query cannot be answered.</exception>
    public static void Check(InferenceQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        NotNegative(query.Limit, nameof(query.Limit));
        NotNegative(query.Offset, nameof(query.Offset));
        NotBoth(query.Before, query.After);
        Refuse(
            query.Offset is not null && (query.Before ?? query.After) is not null,
            "A query has either Offset or a cursor (Before, After), not both.");
        Refuse(query.SearchText is "", "SearchText cannot be empty; leave it null to find every inference.");
        Refuse(
            query.SearchText is null && query.OrderBy.Any(order => order.IsSearchRelevance),
            "Only a search can be sorted by its relevance: set SearchText, or sort by something else.");
        if (query.Filter is { } filter && FilterLimits.Problem(filter) is { } problem)
        {
            throw new ArgumentException($"The query cannot be answered: {problem}.", nameof(query));
        }
    }

    /// <inheritdoc cref="Check(InferenceQuery)"/>
    public static void Check(FailedInferenceQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        NotNegative(query.Limit, nameof(query.Limit));
    }

    /// <inheritdoc cref="Check(InferenceQuery)"/>
    public static void Check(EpisodeQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        NotNegative(query.Limit, nameof(query.Limit));
        NotBoth(query.Before, query.After);
    }

    /// <inheritdoc cref="Check(InferenceQuery)"/>
    public static void Check(FeedbackQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        NotNegative(query.Limit, nameof(query.Limit));
        NotBoth(query.Before, query.After);
        Refuse(query.From > query.To, "A query's From cannot be later than its To.");
    }

    /// <inheritdoc cref="Check(InferenceQuery)"/>
    public static void Check(UsageQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Check((StatisticsQuery)query);
        EachOnce(query.GroupBy);
    }

    /// <inheritdoc cref="Check(InferenceQuery)"/>
    public static void Check(LatencyQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Check((StatisticsQuery)query);
        EachOnce(query.GroupBy);
        Refuse(
            query.Quantiles.Any(quantile => !(quantile >= 0 && quantile <= 1)),
            "A quantile is a number from 0 to 1, such as 0.95.");
        if (query.Of == LatencyOf.Inferences)
        {
            Refuse(
                (query.ModelName ?? query.ProviderName) is not null,
                "An inference may call several models: ask for the latency of calls, or leave ModelName and ProviderName null.");
            OfInferences(query.GroupBy);
        }
    }

    /// <inheritdoc cref="Check(InferenceQuery)"/>
    public static void Check(ThroughputQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Check((StatisticsQuery)query);
        EachOnce(query.GroupBy);
        OfInferences(query.GroupBy);
    }

    /// <inheritdoc cref="Check(InferenceQuery)"/>
    public static void Check(MetricQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Check((StatisticsQuery)query);
        Refuse(string.IsNullOrEmpty(query.MetricName), "A query of a metric needs its name.");
    }

    /// <summary>Refuses two cursors at once.</summary>
    public static void NotBoth(Guid? before, Guid? after) =>
        Refuse(before is not null && after is not null, "A query has either Before or After, not both.");

    /// <summary>Refuses a negative number.</summary>
    public static void NotNegative(int? value, string name)
    {
        if (value < 0)
        {
            throw new ArgumentException($"A query's {name} cannot be negative.", name);
        }
    }

    private static void Check(StatisticsQuery query) =>
        Refuse(query.From > query.To, "A query's From cannot be later than its To.");

    private static void EachOnce(IReadOnlyList<StatisticsGroup> groups) =>
        Refuse(groups.Distinct().Count() != groups.Count, "GroupBy names something twice.");

    private static void OfInferences(IReadOnlyList<StatisticsGroup> groups) => Refuse(
        groups.Any(group => group is StatisticsGroup.Model or StatisticsGroup.Provider),
        "An inference may call several models: what counts inferences can be split by function and variant only.");

    private static void Refuse(bool condition, string message)
    {
        if (condition)
        {
            throw new ArgumentException(message);
        }
    }
}
