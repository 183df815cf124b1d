using TensorZero.Embedded.Gateway.Native;

namespace TensorZero.Embedded.Gateway.Tests.Native;

internal sealed class TimeWindowTests
{
    [TestCase("minute", 0, "2026-03-01T10:17:00Z")]
    [TestCase("minute", 20, "2026-03-01T09:57:00Z")]
    [TestCase("hour", 11, "2026-02-28T23:00:00Z")]
    [TestCase("day", 1, "2026-02-28T00:00:00Z")]
    [TestCase("week", 0, "2026-02-23T00:00:00Z")]
    [TestCase("week", 1, "2026-02-16T00:00:00Z")]
    [TestCase("month", 0, "2026-03-01T00:00:00Z")]
    [TestCase("month", 3, "2025-12-01T00:00:00Z")]
    [TestCase("minute", int.MaxValue, "1970-01-01T00:00:00Z")]
    [TestCase("month", int.MaxValue, "1970-01-01T00:00:00Z")]
    public void It_begins_so_many_whole_periods_before_the_newest(string word, int maxPeriods, string expected)
    {
        var window = new TimeWindow(Enum.Parse<TimePeriod>(word, ignoreCase: true), maxPeriods);

        var beginning = window.BeginningBefore(DateTimeOffset.Parse("2026-03-01T12:17:48.123+02:00"));

        Assert.That(beginning, Is.EqualTo(DateTimeOffset.Parse(expected)));
    }

    [Test]
    public void All_time_has_no_beginning() => Assert.That(new TimeWindow(null, 3).BeginningBefore(DateTimeOffset.UnixEpoch), Is.Null);
}
