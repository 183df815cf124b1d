using System.Diagnostics.Metrics;
using TensorZero.Embedded.Gateway.Metrics;

namespace TensorZero.Embedded.Gateway.Tests.Metrics;

internal sealed class MetricTextTests
{
    [Test]
    public void A_histogram_and_escaped_labels_are_written_to_the_letter()
    {
        using var meter = new Meter("test");
        using var metrics = new EngineMetrics(meter);
        var waits = meter.CreateHistogram("test.wait", "s", "Says \\ and\nmore", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 1] });
        foreach (var value in new[] { 0.25, 0.5, 2 })
        {
            waits.Record(value, new KeyValuePair<string, object?>("who", "a\"b\\c\nd"));
        }

        var text = metrics.Write();

        Assert.That(text, Is.EqualTo(
            """
            # HELP test_wait_seconds Says \\ and\nmore
            # TYPE test_wait_seconds histogram
            test_wait_seconds_bucket{who="a\"b\\c\nd",le="0.25"} 1
            test_wait_seconds_bucket{who="a\"b\\c\nd",le="1"} 2
            test_wait_seconds_bucket{who="a\"b\\c\nd",le="+Inf"} 3
            test_wait_seconds_sum{who="a\"b\\c\nd"} 2.75
            test_wait_seconds_count{who="a\"b\\c\nd"} 3

            """.ReplaceLineEndings("\n")));
        Assert.That(Exposition.Read(text).Samples, Has.Count.EqualTo(5));
    }

    [Test]
    public void More_sets_of_labels_than_are_kept_apart_are_counted_together()
    {
        using var meter = new Meter("test");
        using var metrics = new EngineMetrics(meter);
        var counter = meter.CreateCounter<long>("test.things");
        for (var i = 0; i < 2_500; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("number", i));
        }

        var samples = Exposition.Read(metrics.Write()).Samples;

        Assert.That(samples, Has.Count.EqualTo(2_001));
        Assert.That(samples["test_things_total"], Is.EqualTo(500));
        Assert.That(samples.Values.Sum(), Is.EqualTo(2_500));
    }
}
