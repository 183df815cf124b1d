using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Journal.Format;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Journal;

/// <summary>Whatever happens to the files of a journal: what is not hit arrives, and what is hit is counted, told of and kept.</summary>
[CancelAfter(60_000)]
internal sealed class DamageTests
{
    private const int RecordsOfSegment = 10;
    private const int Count = 35;

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

    public enum Harm
    {
        FlippedBit,
        ZeroedRange,
        OverwrittenRange,
        WholeSegment,
        CutSegment,
        RemovedSegment,
    }

    [Test]
    public async Task What_is_not_hit_arrives_and_what_is_hit_is_counted_and_kept([Values] Harm harm, [Values(1, 2, 3)] int seed)
    {
        var records = await LeaveBehindAsync();
        var random = new Random(seed);
        var segments = _scene.Segments;
        var hit = segments[random.Next(segments.Length - 1)];
        var (start, length) = Apply(harm, hit, random);

        await using var journal = _scene.Open(_store);
        await journal.FlushAsync(default);

        var arrived = Arrived();
        var segment = Array.IndexOf(segments, hit);
        var others = records.Where((_, i) => i / RecordsOfSegment != segment).Select(record => record.Id);
        Assert.That(arrived, Is.SupersetOf(others), "other segments");
        Assert.That(arrived, Is.SubsetOf(records.Select(record => record.Id)));
        var counters = journal.Counters;
        Assert.That(counters.Written, Is.EqualTo(arrived.Count));
        Assert.That((counters.Received, counters.Waiting), Is.EqualTo((counters.Written + counters.Dropped, 0)));
        if (harm == Harm.RemovedSegment)
        {
            // Nothing of it is left to say what there was.
            return;
        }

        Assert.That(counters.Dropped, Is.Positive);
        Assert.That(journal.Journal!.Value.DamagedBytes, Is.Positive);
        Assert.That(_scene.Lines(LogLevel.Error), Has.Some.Contains("are not what was written").And.Contains(hit));
        Assert.That(_scene.Lines(LogLevel.Error), Has.Some.EndsWith("are lost through damage to the file."));
        var kept = Directory.GetFiles(_scene.QuarantineFolder, "*.damaged", SearchOption.AllDirectories);
        Assert.That(kept.Sum(file => new FileInfo(file).Length), Is.EqualTo(journal.Journal!.Value.DamagedBytes));
        if (harm == Harm.FlippedBit)
        {
            Assert.That(arrived, Has.Count.EqualTo(Count - 1));
        }

        Assert.That(length, Is.Positive);
        Assert.That(start, Is.GreaterThanOrEqualTo(20));
    }

    [Test]
    public async Task A_segment_that_is_damaged_while_its_process_runs_is_counted_to_the_record()
    {
        var store = new StoreThatIsAway(_store);
        await using var journal = _scene.Open(store);
        var records = Records().ToArray();
        foreach (var record in records)
        {
            await journal.AppendAsync(record, default);
        }

        Overwrite(_scene.Segments.Single(), 100, 2000, new Random(5));
        store.IsAway = false;
        await _scene.FlushAsync(journal);

        // What was lost is only known when the segment has ended, which damage makes it do.
        await journal.AppendAsync(Some.Inference(), default);
        await journal.FlushAsync(default);
        var arrived = Arrived();
        Assert.That(arrived, Has.Count.LessThan(Count + 1).And.Count.GreaterThan(10));
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(Count + 1, arrived.Count, 0, Count + 1 - arrived.Count, Count + 1 - arrived.Count)));
    }

    [Test]
    public async Task Segments_that_somebody_removes_are_counted_once()
    {
        var store = new StoreThatIsAway(_store);
        await using var journal = _scene.Open(store);
        foreach (var record in Records())
        {
            await journal.AppendAsync(record, default);
        }

        Directory.Delete(_scene.Folders.Single(), recursive: true);
        store.IsAway = false;
        await _scene.FlushAsync(journal);

        var counters = journal.Counters;
        Assert.That((counters.Received, counters.Waiting, counters.Written + counters.Dropped), Is.EqualTo((Count, 0, Count)));
        Assert.That(_scene.Lines(LogLevel.Error), Has.Some.EndsWith("of the journal is gone or shorter than it was written."));
    }

    private static IEnumerable<InferenceRecord> Records() =>
        Enumerable.Range(0, Count).Select(i => Some.Inference(models: [Some.ModelInference(new byte[300 + i])]));

    private async Task<InferenceRecord[]> LeaveBehindAsync()
    {
        var records = Records().ToArray();
        var sizes = records.Select(SizeOf).ToArray();
        await _scene.LeaveBehindAsync(records, _scene.Options with { SegmentBytes = 20 + (RecordsOfSegment * sizes.Max()) });
        Assert.That(_scene.Segments, Has.Length.EqualTo((Count + RecordsOfSegment - 1) / RecordsOfSegment));
        return records;
    }

    private static int SizeOf(InferenceRecord record)
    {
        var frame = EncodingBuffer.Rent();
        Frame.Encode(frame, record);
        var size = frame.Length;
        frame.Return();
        return size;
    }

    private static (long Start, long Length) Apply(Harm harm, string file, Random random)
    {
        var length = new FileInfo(file).Length;
        var start = random.NextInt64(20, length - 1500);
        switch (harm)
        {
            case Harm.FlippedBit:
                using (var stream = new FileStream(file, FileMode.Open))
                {
                    stream.Position = start;
                    var value = stream.ReadByte();
                    stream.Position = start;
                    stream.WriteByte((byte)(value ^ (1 << random.Next(8))));
                }

                return (start, 1);
            case Harm.ZeroedRange:
                Overwrite(file, start, 1400, random: null);
                return (start, 1400);
            case Harm.OverwrittenRange:
                Overwrite(file, start, 1400, random);
                return (start, 1400);
            case Harm.WholeSegment:
                Overwrite(file, 20, length - 20, random);
                return (20, length);
            case Harm.CutSegment:
                using (var stream = new FileStream(file, FileMode.Open))
                {
                    stream.SetLength(start);
                }

                return (start, length - start);
            default:
                File.Delete(file);
                return (20, length);
        }
    }

    private static void Overwrite(string file, long start, long length, Random? random)
    {
        var bytes = new byte[length];
        random?.NextBytes(bytes);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete) { Position = start };
        stream.Write(bytes);
    }

    private HashSet<Guid> Arrived() =>
        [.. _scene.Database.Rows("SELECT id FROM chat_inference").Select(hex => new Guid(Convert.FromHexString(hex), bigEndian: true))];
}
