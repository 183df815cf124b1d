using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Journal;
using TensorZero.Embedded.Storage.Journal.Format;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Journal;

/// <summary>What a process finds that starts after another died, or lost its power.</summary>
[CancelAfter(60_000)]
internal sealed class AdoptionTests
{
    private const int Count = 6;
    private const int Everything = 1 << 20;

    private readonly JournalScene _scene = new();
    private SqliteStore _store = null!;

    [SetUp]
    public void OpenStore() => _store = _scene.Database.Open();

    [TearDown]
    public async Task CloseStore()
    {
        await _store.DisposeAsync();
        _scene.Dispose();
    }

    // Where it says it was: records of the first segment before the start, and of the range that was being sent; both may not be there.
    [TestCase(1, 0, 0, 6)]
    [TestCase(1, 2, 4, 4)]
    [TestCase(1, 2, 2, 4)]
    [TestCase(1, 2, Everything, 4)]
    [TestCase(1, 6, Everything, 0)]
    [TestCase(1, Everything, Everything, 0)]
    [TestCase(2, 0, 0, 0)]
    [TestCase(0, Everything, Everything, 6)]
    public async Task What_is_noted_as_shipped_may_go_beyond_what_the_disk_kept(int segment, int start, int end, int shipped)
    {
        var folder = await _scene.LeaveBehindAsync([.. Enumerable.Range(0, Count).Select(i => Some.Comment(Some.Id(), $"{i}"))]);
        var frame = (new FileInfo(_scene.Segments.Single()).Length - SegmentHeader.Length) / Count;
        using (var cursor = JournalCursor.Open(folder))
        {
            cursor.Write(new JournalPoint(segment, SegmentHeader.Length + (start * frame)), SegmentHeader.Length + (end * frame), sync: true);
        }

        await using var journal = _scene.Open(_store);
        await journal.FlushAsync(default);

        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(shipped, shipped, 0, 0, 0)));
        Assert.That(_scene.Database.Query("SELECT count(*) FROM comment_feedback"), Is.EqualTo(shipped));
        Assert.That(_scene.Lines(LogLevel.Warning), Is.Empty);
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [TestCase(0)]
    [TestCase(20)]
    [TestCase(4096)]
    public async Task A_note_that_the_disk_did_not_keep_makes_everything_be_sent_again(int length)
    {
        var folder = await _scene.LeaveBehindAsync([Some.Inference(), Some.Inference()]);
        using (var cursor = JournalCursor.Open(folder))
        {
            cursor.Write(new JournalPoint(1, Everything), Everything, sync: true);
        }

        using (var file = new FileStream(Path.Combine(folder, "shipped"), FileMode.Open))
        {
            file.Write(new byte[36]);
            file.SetLength(length);
        }

        await using var journal = _scene.Open(_store);
        await journal.FlushAsync(default);

        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(2, 2, 0, 0, 0)));
    }

    [TestCase(0, 0)]
    [TestCase(7, 0)]
    [TestCase(20, 0)]
    [TestCase(21, 1)]
    public async Task A_segment_of_which_the_disk_kept_nothing_is_removed(int length, int torn)
    {
        await _scene.LeaveBehindAsync([Some.Inference()]);
        using (var file = new FileStream(_scene.Segments.Single(), FileMode.Open))
        {
            file.SetLength(length);
        }

        await using var journal = _scene.Open(_store);
        await journal.FlushAsync(default);

        Assert.That(journal.Counters, Is.EqualTo(default(RecordCounters)));
        Assert.That(_scene.Lines(LogLevel.Information).Count(line => line.Contains("are cut off")), Is.EqualTo(torn));
        Assert.That(_scene.Segments, Is.Empty);
    }

    [Test]
    public async Task Zeros_that_a_power_loss_left_are_told_of()
    {
        await _scene.LeaveBehindAsync([Some.Inference(), Some.Inference()]);
        using (var file = new FileStream(_scene.Segments.Single(), FileMode.Append))
        {
            file.Write(new byte[5000]);
        }

        await using var journal = _scene.Open(_store);
        await journal.FlushAsync(default);

        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(2, 2, 0, 0, 0)));
        Assert.That(journal.Journal!.Value.DamagedBytes, Is.EqualTo(5000));
        Assert.That(_scene.Lines(LogLevel.Error).Single(), Does.StartWith("The disk had not filled the last 5000 bytes of "));
    }

    [Test]
    public async Task A_journal_that_a_newer_version_wrote_is_left_to_one()
    {
        var folder = await _scene.LeaveBehindAsync([Some.Inference()]);
        using (var file = new FileStream(_scene.Segments.Single(), FileMode.Open))
        {
            var header = new byte[SegmentHeader.Length];
            file.ReadExactly(header);
            header[8]++;
            BitConverter.TryWriteBytes(header.AsSpan(16), Checksum.Of(header.AsSpan(0, 16)));
            file.Position = 0;
            file.Write(header);
        }

        await using var journal = _scene.Open(_store);
        await journal.FlushAsync(default);

        Assert.That(journal.Counters, Is.EqualTo(default(RecordCounters)));
        Assert.That(_scene.Lines(LogLevel.Warning).Single(), Is.EqualTo(
            $"The journal {folder} was written by a newer version of this library (format 2): it is left to one."));
        Assert.That(Directory.GetFiles(folder, "*.journal"), Has.Length.EqualTo(1));
    }
}
