using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Episodes;

/// <summary>Sums up the values of metrics, with TensorZero's intervals.</summary>
internal static class MetricIntervals
{
    /// <summary>The standard normal quantile of a 95 % interval, as TensorZero rounds it.</summary>
    private const double Z = 1.96;

    /// <param name="values">The values that count; what is no metric's is left out.</param>
    /// <param name="metricName">Only this metric; null for all.</param>
    public static IReadOnlyList<WorkflowMetric> Of(IEnumerable<WorkflowFeedbackRecord> values, string? metricName) =>
    [
        .. values
            .Where(value => value.MetricName is not null && (metricName is null || value.MetricName == metricName))
            .GroupBy(value => (Name: value.MetricName!, IsBoolean: value.BooleanValue is not null))
            .OrderBy(metric => metric.Key.Name, StringComparer.Ordinal)
            .ThenBy(metric => metric.Key.IsBoolean)
            .Select(metric => Of(metric.Key.Name, metric.Key.IsBoolean, [.. metric.Select(NumberOf)])),
    ];

    private static double NumberOf(WorkflowFeedbackRecord value) => value.FloatValue ?? (value.BooleanValue is true ? 1 : 0);

    private static WorkflowMetric Of(string name, bool isBoolean, double[] values)
    {
        var mean = values.Average();
        double? deviation = values.Length < 2 ? null
            : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        var (lower, upper) = isBoolean ? Wilson(mean, values.Length) : Wald(mean, deviation, values.Length);
        return new WorkflowMetric(name, values.Length, mean, deviation, lower, upper);
    }

    private static (double? Lower, double? Upper) Wald(double mean, double? deviation, int count) =>
        deviation is { } known ? (mean - (Z * known / Math.Sqrt(count)), mean + (Z * known / Math.Sqrt(count))) : (null, null);

    private static (double? Lower, double? Upper) Wilson(double share, int count)
    {
        var scale = 1 / (1 + (Z * Z / count));
        var center = share + (Z * Z / (2 * count));
        var margin = Z / (2 * count) * Math.Sqrt((4 * count * share * (1 - share)) + (Z * Z));
        return (Math.Clamp((center - margin) * scale, 0, 1), Math.Clamp((center + margin) * scale, 0, 1));
    }
}
