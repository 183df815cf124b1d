using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TensorZero.Embedded.Telemetry;

/// <summary>
/// Provider calls in the words of OpenTelemetry's conventions, and what they cost; dry runs included. Costs next to nothing while nobody
/// listens.
/// </summary>
internal sealed class CallMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    private static readonly InstrumentAdvice<long> Tokens = new()
    {
        HistogramBucketBoundaries =
            [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864],
    };

    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _timeToFirstChunk;
    private readonly Histogram<long> _tokens;
    private readonly Counter<double> _cost;

    public CallMetrics(Meter meter)
    {
        _duration = meter.CreateHistogram(TelemetryNames.OperationDuration, "s", "Duration of a provider call.", advice: Seconds);
        _timeToFirstChunk = meter.CreateHistogram(
            TelemetryNames.TimeToFirstChunk, "s", "Time to the first content of a stream.", advice: Seconds);
        _tokens = meter.CreateHistogram(TelemetryNames.TokenUsage, "{token}", "Tokens of a provider call.", advice: Tokens);
        _cost = meter.CreateCounter<double>(TelemetryNames.Cost, "{USD}", "Price of all provider calls whose price is known.");
    }

    public bool Enabled => _duration.Enabled || _timeToFirstChunk.Enabled || _tokens.Enabled || _cost.Enabled;

    /// <param name="call">What was called.</param>
    /// <param name="duration">How long it took; null when that is not known.</param>
    /// <param name="timeToFirstChunk">Of a stream with content; otherwise null.</param>
    /// <param name="usage">What it used; what is not known is not measured.</param>
    public void Measure(in MeasuredCall call, TimeSpan? duration, TimeSpan? timeToFirstChunk, Usage usage)
    {
        var tags = call.Tags;
        if (duration is { } took)
        {
            _duration.Record(took.TotalSeconds, tags);
        }

        if (timeToFirstChunk is { } first)
        {
            _timeToFirstChunk.Record(first.TotalSeconds, tags);
        }

        if (usage.Cost is { } cost)
        {
            _cost.Add((double)cost, tags);
        }

        MeasureTokens("input", usage.InputTokens, tags);
        MeasureTokens("output", usage.OutputTokens, tags);
    }

    private void MeasureTokens(string type, long? tokens, TagList tags)
    {
        if (tokens is { } count)
        {
            tags.Add(GenAiNames.TokenType, type);
            _tokens.Record(count, tags);
        }
    }
}
