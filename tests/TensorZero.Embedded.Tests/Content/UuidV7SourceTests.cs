using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Tests.Content;

internal sealed class UuidV7SourceTests
{
    [Test]
    public void An_id_tells_when_it_was_made()
    {
        var time = new ManualTime();

        Assert.That(
            UuidV7Source.TimestampOf(new UuidV7Source(time, new Random(1)).Next()).ToUnixTimeMilliseconds(),
            Is.EqualTo(time.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    [Test]
    public void An_id_beyond_the_calendar_says_its_last_moment() =>
        Assert.That(UuidV7Source.TimestampOf(Guid.Parse("ffffffff-ffff-7fff-bfff-ffffffffffff")).Year, Is.EqualTo(9999));
}
