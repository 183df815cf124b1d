using TensorZero.Embedded.Storage.Batching;

namespace TensorZero.Embedded.Tests.Storage.Batching;

internal sealed class BacklogReportTests
{
    private static readonly ObservabilityStoreException Away = new(ObservabilityStoreFailure.Unavailable, "It is away.");

    private readonly RecordTally _tally = new();
    private readonly ManualTime _time = new();
    private readonly CollectingLogger<BacklogReport> _logger = new();

    private string[] Lines => [.. _logger.Lines.Select(line => line.Text)];

    [SetUp]
    public void Receive() => _tally.Receive(7);

    [TestCase(1, 600, 11)]
    [TestCase(5, 600, 11)]
    [TestCase(5, 59, 1)]
    [TestCase(90, 600, 7)]
    public void An_outage_is_told_at_once_and_then_once_a_minute(int everySeconds, int seconds, int lines)
    {
        var report = new BacklogReport(_tally, _time, _logger);
        for (var second = 0; second <= seconds; second += everySeconds)
        {
            report.Failed(Away);
            report.Waits(TimeSpan.FromSeconds(second));
            _time.Advance(TimeSpan.FromSeconds(everySeconds));
        }

        Assert.That(Lines, Is.EqualTo(Enumerable.Repeat("Records cannot be written at the moment: 7 wait, 0 were dropped so far. It is away.", lines)));
        report.Succeeded();
        Assert.That(Lines[^1], Is.EqualTo("Records are written again: 7 wait, 0 were dropped so far."));
    }

    [Test]
    public void A_database_that_comes_and_goes_is_told_of_twice_a_minute_at_most()
    {
        var report = new BacklogReport(_tally, _time, _logger);
        for (var second = 0; second < 300; second++)
        {
            report.Failed(Away);
            report.Succeeded();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(Lines, Has.Length.EqualTo(10));
    }

    [TestCase(60, 0)]
    [TestCase(61, 1)]
    [TestCase(181, 3)]
    public void Records_that_wait_for_more_than_a_minute_are_told_once_a_minute(int seconds, int lines)
    {
        var report = new BacklogReport(_tally, _time, _logger);
        for (var second = 0; second <= seconds; second++)
        {
            report.Waits(TimeSpan.FromSeconds(second));
            report.Succeeded();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(Lines, Has.Length.EqualTo(lines));
        Assert.That(
            Lines.Take(1), Is.All.EqualTo("The database is behind: 7 records wait, the oldest for 61 seconds; 0 were dropped so far."));
    }

    [Test]
    public void Dropped_records_are_told_of_while_writing_works()
    {
        var report = new BacklogReport(_tally, _time, _logger);
        _tally.Drop(2);
        report.Succeeded();
        _tally.Drop(1);
        report.Succeeded();
        _time.Advance(TimeSpan.FromMinutes(1));
        report.Succeeded();

        Assert.That(Lines, Is.EqualTo(new[]
        {
            "Records come faster than they can be written: 5 wait, 2 were dropped so far.",
            "Records come faster than they can be written: 4 wait, 3 were dropped so far.",
        }));
    }
}
