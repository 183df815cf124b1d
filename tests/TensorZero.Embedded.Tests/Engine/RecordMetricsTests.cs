using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>What operators see of recording, and what must not stop it.</summary>
[NonParallelizable]
public sealed class RecordMetricsTests
{
    [Test]
    public async Task Metrics_tell_what_became_of_the_records()
    {
        await using var world = EngineWorld.Start("");
        await world.Client.InferAsync(InferenceRequest.ToModel("dummy::good", "Hello"));
        await world.Engine.FlushAsync();
        var seen = new ConcurrentBag<(string Name, long Value)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name.StartsWith("tensorzero.records.", StringComparison.Ordinal))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.Add((instrument.Name, value)));
        listener.Start();
        listener.RecordObservableInstruments();

        // The configuration's own record is one of the two. Other engines of this test run are seen as well.
        Assert.That(seen, Does.Contain(("tensorzero.records.received", 2L)));
        Assert.That(seen, Does.Contain(("tensorzero.records.written", 2L)));
        Assert.That(seen, Does.Contain(("tensorzero.records.waiting", 0L)));
        Assert.That(seen, Does.Contain(("tensorzero.records.dropped", 0L)));
        Assert.That(seen, Does.Contain(("tensorzero.records.failed", 0L)));
    }

    [Test]
    public void A_logger_that_throws_does_not_end_recording()
    {
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(new ThrowingLoggers()));
        var logger = new Embedded.Storage.Batching.QuietLogger(loggers.CreateLogger("records"));

        Assert.DoesNotThrow(() => logger.Log(LogLevel.Error, default, "three records are lost", null, (text, _) => text));
    }

    private sealed class ThrowingLoggers : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("the disk of the log is full");

        public void Dispose()
        {
        }
    }
}
