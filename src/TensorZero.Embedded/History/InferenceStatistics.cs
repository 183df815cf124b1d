using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.History;

/// <summary>Checks queries of statistics and hands them to the store, when there is one.</summary>
internal sealed class InferenceStatistics(IObservabilityStore? store) : IInferenceStatistics
{
    public ValueTask<IReadOnlyList<UsageStatistics>> GetUsageAsync(UsageQuery query, CancellationToken cancellationToken = default)
    {
        QueryCheck.Check(query);
        return Reader.GetUsageAsync(query, cancellationToken);
    }

    public ValueTask<IReadOnlyList<LatencyStatistics>> GetLatencyAsync(LatencyQuery query, CancellationToken cancellationToken = default)
    {
        QueryCheck.Check(query);
        return Reader.GetLatencyAsync(query, cancellationToken);
    }

    public ValueTask<IReadOnlyList<ThroughputStatistics>> GetThroughputAsync(
        ThroughputQuery query, CancellationToken cancellationToken = default)
    {
        QueryCheck.Check(query);
        return Reader.GetThroughputAsync(query, cancellationToken);
    }

    public ValueTask<IReadOnlyList<MetricStatistics>> GetMetricAsync(MetricQuery query, CancellationToken cancellationToken = default)
    {
        QueryCheck.Check(query);
        return Reader.GetMetricAsync(query, cancellationToken);
    }

    private IStatisticsReader Reader => StoreInUse.Of(store).Statistics;
}
