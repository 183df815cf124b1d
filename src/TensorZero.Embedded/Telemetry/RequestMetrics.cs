using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TensorZero.Embedded.Telemetry;

/// <summary>
/// What an engine is asked, as TensorZero counts it; dry runs are left out. Names in labels come from the configuration, never from a
/// request as it is, so there are few of them. Costs next to nothing while nobody listens.
/// </summary>
internal sealed class RequestMetrics
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _inferences;
    private readonly Counter<long> _inputTokens;
    private readonly Counter<long> _outputTokens;
    private readonly Histogram<double>? _overhead;

    /// <param name="meter">The engine's meter.</param>
    /// <param name="overheadBuckets">The upper bounds of the overhead's buckets in seconds; empty for no such metric.</param>
    public RequestMetrics(Meter meter, IReadOnlyList<double> overheadBuckets)
    {
        _requests = meter.CreateCounter<long>(TelemetryNames.Requests, "{request}", "Requests that were accepted.");
        _inferences = meter.CreateCounter<long>(TelemetryNames.Inferences, "{inference}", "Inferences that were carried out.");
        _inputTokens = meter.CreateCounter<long>(TelemetryNames.InputTokensTotal, "{token}", "Input tokens of all provider calls.");
        _outputTokens = meter.CreateCounter<long>(TelemetryNames.OutputTokensTotal, "{token}", "Output tokens of all provider calls.");
        _overhead = overheadBuckets.Count == 0 ? null : meter.CreateHistogram(
            TelemetryNames.LatencyOverhead,
            "s",
            "What an inference took beside its provider calls.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = overheadBuckets });
    }

    public bool Enabled => _requests.Enabled;

    public void CountFeedback(string metricName) =>
        _requests.Add(1, new(TelemetryNames.Endpoint, "feedback"), new(TelemetryNames.MetricName, metricName));

    public void CountInference(string functionName, string? modelName)
    {
        var labels = new TagList { { TelemetryNames.Endpoint, "inference" }, { TelemetryNames.FunctionName, functionName } };
        if (modelName is not null)
        {
            labels.Add(TelemetryNames.ModelName, modelName);
        }

        _requests.Add(1, labels);
        _inferences.Add(1, labels);
    }

    public void CountTokens(Usage usage)
    {
        _inputTokens.Add(usage.InputTokens ?? 0);
        _outputTokens.Add(usage.OutputTokens ?? 0);
    }

    public void MeasureOverhead(TimeSpan overhead, string functionName, string variantName) => _overhead?.Record(
        Math.Max(0, overhead.TotalSeconds),
        new(TelemetryNames.FunctionName, functionName),
        new(TelemetryNames.VariantName, variantName));
}
