using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Tests.Episodes;

internal sealed class WorkflowEpisodeIdsTests
{
    [TestCase("09184e72-a000-7000-8000-000000000000", true)]
    [TestCase("09184e72-9fff-7fff-bfff-ffffffffffff", false)]
    [TestCase("ffffffff-ffff-7fff-bfff-ffffffffffff", true)]
    [TestCase("ffffffff-ffff-4fff-bfff-ffffffffffff", false)]
    [TestCase("019ac9f0-0000-7000-8000-000000000001", false)]
    public void An_id_tells_by_its_time_what_it_is(string id, bool expected) =>
        Assert.That(WorkflowEpisodeIds.Includes(new Guid(id)), Is.EqualTo(expected));

    [Test]
    public void An_id_is_moved_ten_billion_seconds_ahead_and_keeps_all_else()
    {
        var id = new Guid("019ac9f0-1234-7abc-8def-0123456789ab");

        var ahead = WorkflowEpisodeIds.Ahead(id);

        Assert.That(ahead, Is.EqualTo(new Guid("0ab31862-b234-7abc-8def-0123456789ab")));
        Assert.That(UuidV7Source.TimestampOf(ahead) - UuidV7Source.TimestampOf(id), Is.EqualTo(TimeSpan.FromSeconds(10_000_000_000)));
        Assert.That(WorkflowEpisodeIds.StartOf(ahead), Is.EqualTo(UuidV7Source.TimestampOf(id)));
    }
}
